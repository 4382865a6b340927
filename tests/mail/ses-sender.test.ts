import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Fault } from '../../local/cloud/json-service/fault.ts';
import { type RunningSes, startSes } from '../../local/cloud/ses/start-ses.ts';
import { createSesMailSender } from '../../shared/adapters/ses/mail-sender.ts';
import type { MailSender } from '../../shared/domain/mail/mail-sender.ts';
import { tempFolder } from '../support/temp-folder.ts';

const keys = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL_SESV2'] as const;
const before = Object.fromEntries(keys.map((key) => [key, process.env[key]]));
const message = { to: 'ada@example.com', subject: 'Hällo', text: 'Text', html: '<p>Text</p>' };

let folder: Awaited<ReturnType<typeof tempFolder>>;
let ses: RunningSes;
let sender: MailSender;
let fault: Fault | undefined;
beforeAll(async () => {
  folder = await tempFolder();
  ses = await startSes({ port: 0, dataDir: folder.path, faults: () => fault });
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret-key',
    AWS_ENDPOINT_URL_SESV2: ses.url,
  });
  const client = new SESv2Client({});
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'hopper.test' }));
  client.destroy();
  sender = createSesMailSender('Hopper <hopper@hopper.test>');
});
afterEach(() => {
  fault = undefined;
});
afterAll(async () => {
  for (const key of keys) {
    if (before[key] === undefined) delete process.env[key];
    else process.env[key] = before[key];
  }
  await ses.close();
  await folder.remove();
});

it('sends text and HTML, and says that no human wrote it', async () => {
  await sender.send(message);
  expect(ses.mails.list('ada@example.com')[0]).toMatchObject({
    ...message,
    from: 'Hopper <hopper@hopper.test>',
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
});

it('lets a mail program end what comes regularly with one click', async () => {
  const unsubscribeUrl = 'https://hopper.test/api/account/unsubscribe?token=abc';
  await sender.send({ ...message, to: 'click@example.com', unsubscribeUrl });
  expect(ses.mails.list('click@example.com')[0]?.headers).toMatchObject({
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

it.each([
  ['an address that is none', { ...message, to: 'nobody' }],
  ['a header that would become two', { ...message, unsubscribeUrl: 'https://hopper.test/\r\nBcc: all@example.com' }],
])('%s is refused for good', async (_what, refused) => {
  await expect(sender.send(refused)).rejects.toMatchObject({ name: 'MailError', kind: 'refused' });
});

it('a sender that SES does not know is refused for good', async () => {
  const stranger = createSesMailSender('hopper@elsewhere.test');
  await expect(stranger.send(message)).rejects.toMatchObject({ kind: 'refused' });
});

it.each([429, 500, 503])('an answer of %i may be another one later', async (status) => {
  fault = { status };
  await expect(sender.send(message)).rejects.toMatchObject({ kind: 'transient' });
});

it('no answer at all may be one later', async () => {
  fault = { dropConnection: 'before' };
  await expect(sender.send(message)).rejects.toMatchObject({ kind: 'transient' });
});
