import {
  AlreadyExistsException,
  BadRequestException,
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  DeleteSuppressedDestinationCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  MessageRejected,
  NotFoundException,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningSes, startSes } from '../../local/cloud/ses/start-ses.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

const dataDir = makeFolder();
let service: RunningSes;
let ses: SESv2Client;

beforeAll(async () => {
  service = await startSes({ port: 0, dataDir });
  ses = new SESv2Client(clientConfig(service.url));
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
});
afterAll(async () => {
  ses.destroy();
  await service.close();
  removeFolders();
});

const send = (to: string, from = 'Hopper <hopper@example.com>', more: Partial<SendEmailCommandInput> = {}) =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: 'Grüße' }, Body: { Text: { Data: 'Hello' } } } },
      ...more,
    }),
  );

describe('sending', () => {
  it('keeps what it takes, the newest first', async () => {
    const { MessageId } = await send('Ada@Reader.example');
    await send('ada@reader.example');
    const mails = service.mails.list('ada@reader.example');
    expect(mails).toHaveLength(2);
    expect(mails[1]).toMatchObject({ messageId: MessageId, subject: 'Grüße', text: 'Hello', html: null });
    expect(service.mails.list('bob@reader.example')).toEqual([]);
  });

  it('keeps headers', async () => {
    const Headers = [{ Name: 'List-Unsubscribe', Value: '<https://hopper.example.com/u>' }];
    const Content = { Simple: { Subject: { Data: 's' }, Body: { Html: { Data: '<p>h</p>' } }, Headers } };
    await send('headers@reader.example', undefined, { Content });
    expect(service.mails.list('headers@reader.example')[0]).toMatchObject({
      html: '<p>h</p>',
      headers: { 'List-Unsubscribe': '<https://hopper.example.com/u>' },
    });
  });

  it.each(['hopper@other.example', 'hopper@notexample.com', 'example.com@other.example'])(
    'refuses the sender %s, who belongs to no identity',
    async (from) => {
      await expect(send('ada@reader.example', from)).rejects.toThrow(MessageRejected);
    },
  );

  it('takes a sender of a domain below an identity, or who is one', async () => {
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'me@mail.example' }));
    await send('sub@reader.example', 'hopper@mail.example.com');
    await send('sub@reader.example', 'me@mail.example');
    expect(service.mails.list('sub@reader.example')).toHaveLength(2);
  });

  it.each(['', 'nobody', 'two@at@signs.example', 'a@b.example, c@d.example'])('refuses the address %j', async (to) => {
    await expect(send(to)).rejects.toThrow(BadRequestException);
  });

  it('refuses a header with a line break: it would be another header', async () => {
    const Headers = [{ Name: 'X-Word', Value: 'one\r\nBcc: everybody@reader.example' }];
    const Content = { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } }, Headers } };
    await expect(send('ada@reader.example', undefined, { Content })).rejects.toThrow(BadRequestException);
  });

  it('takes mails to the addresses of the simulator, and they do not arrive', async () => {
    await send('bounce@simulator.amazonses.com');
    expect(service.mails.list('bounce@simulator.amazonses.com')).toMatchObject([{ fate: 'bounced' }]);
  });
});

describe('the suppression list', () => {
  it('has mails taken and not delivered', async () => {
    const EmailAddress = 'complained@reader.example';
    await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
    const { SuppressedDestination } = await ses.send(new GetSuppressedDestinationCommand({ EmailAddress }));
    expect(SuppressedDestination).toMatchObject({ EmailAddress, Reason: 'COMPLAINT' });
    await send(EmailAddress);
    expect(service.mails.list(EmailAddress)).toMatchObject([{ fate: 'suppressed' }]);
    await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
    await expect(ses.send(new GetSuppressedDestinationCommand({ EmailAddress }))).rejects.toThrow(NotFoundException);
  });
});

describe('identities', () => {
  it('exist once', async () => {
    const EmailIdentity = 'once.example';
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity }));
    await expect(ses.send(new CreateEmailIdentityCommand({ EmailIdentity }))).rejects.toThrow(AlreadyExistsException);
    expect(await ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).toMatchObject({
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
    });
    await ses.send(new DeleteEmailIdentityCommand({ EmailIdentity }));
    await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity }))).rejects.toThrow(NotFoundException);
  });
});

describe('the server', () => {
  it('refuses what is not signed with its keys', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'wrong' };
    const stranger = new SESv2Client({ ...clientConfig(service.url), credentials });
    const get = new GetEmailIdentityCommand({ EmailIdentity: 'example.com' });
    await expect(stranger.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    stranger.destroy();
    expect((await fetch(`${service.url}/v2/email/identities/example.com`)).status).toBe(403);
  });

  it('has no other operation', async () => {
    const answer = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'nobody.example' })).catch(String);
    expect(answer).toContain('nobody.example does not exist');
  });

  it('keeps mails and identities over a restart', async () => {
    await send('kept@reader.example');
    await service.close();
    service = await startSes({ port: 0, dataDir });
    ses.destroy();
    ses = new SESv2Client(clientConfig(service.url));
    await send('kept@reader.example');
    expect(service.mails.list('kept@reader.example')).toHaveLength(2);
  });
});
