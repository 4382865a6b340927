import { createHash } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let sqs: SQSClient;
let clockSkew = 0;
let queueNumber = 0;

beforeAll(async () => {
  service = await startSqs({ port: 0, dataDir: makeFolder(), now: () => Date.now() + clockSkew });
  sqs = new SQSClient(clientConfig(service.url));
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

async function newQueue(Attributes: Record<string, string> = {}): Promise<string> {
  queueNumber += 1;
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${queueNumber}`, Attributes }));
  return QueueUrl;
}
const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
const receive = async (QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];
const sendBatch = (QueueUrl: string, Entries: SendMessageBatchRequestEntry[]) =>
  sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));

describe('a message', () => {
  it('arrives as it was sent, with its digest, its attributes and what the system knows of it', async () => {
    const queue = await newQueue();
    const body = 'Grüße, 世界 🎬\n\t"quoted"';
    const sent = await send(queue, body, {
      MessageGroupId: 'tenant-1',
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'video' },
        size: { DataType: 'Number', StringValue: '42' },
        blob: { DataType: 'Binary', BinaryValue: Buffer.from([0, 1, 255]) },
      },
    });
    expect(sent.MD5OfMessageBody).toBe(createHash('md5').update(body).digest('hex'));
    const [got] = await receive(queue, { MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] });
    expect(got).toMatchObject({
      MessageId: sent.MessageId,
      Body: body,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'tenant-1' },
      MessageAttributes: { size: { DataType: 'Number', StringValue: '42' } },
    });
    expect(got?.MessageAttributes?.blob?.BinaryValue).toEqual(new Uint8Array([0, 1, 255]));
    const { SentTimestamp, ApproximateFirstReceiveTimestamp } = got?.Attributes ?? {};
    expect(Number(ApproximateFirstReceiveTimestamp)).toBeGreaterThanOrEqual(Number(SentTimestamp));
  });

  it('has the attribute digest that AWS documents', async () => {
    // Length-prefixed name and type, the transport byte, length-prefixed value: written out by hand for one attribute.
    const bytes = Buffer.from('\0\0\0\x04kind\0\0\0\x06String\x01\0\0\0\x05video', 'latin1');
    const sent = await send(await newQueue(), 'x', {
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'video' } },
    });
    expect(sent.MD5OfMessageAttributes).toBe(createHash('md5').update(bytes).digest('hex'));
  });

  it('shows only the attributes asked for', async () => {
    const queue = await newQueue({ VisibilityTimeout: '0' });
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await send(queue, 'x', { MessageAttributes: { 'a.one': text('1'), 'a.two': text('2'), b: text('3') } });
    const names = async (MessageAttributeNames: string[]) =>
      Object.keys((await receive(queue, { MessageAttributeNames }))[0]?.MessageAttributes ?? {}).sort();
    expect(await names(['a.*'])).toEqual(['a.one', 'a.two']);
    expect(await names(['b'])).toEqual(['b']);
    expect(await names([])).toEqual([]);
  });

  it('is gone once deleted; deleting it again is no error', async () => {
    const queue = await newQueue({ VisibilityTimeout: '0' });
    await send(queue, 'x');
    const [got] = await receive(queue);
    const remove = new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: got?.ReceiptHandle });
    await sqs.send(remove);
    await sqs.send(remove);
    expect(await receive(queue)).toEqual([]);
  });

  it('waits for its delay, or for the one of the queue', async () => {
    const queue = await newQueue({ DelaySeconds: '60' });
    await send(queue, 'queue delay');
    await send(queue, 'own delay', { DelaySeconds: 900 });
    await send(queue, 'no delay', { DelaySeconds: 0 });
    expect((await receive(queue)).map(({ Body }) => Body)).toEqual(['no delay']);
    clockSkew += 60_000;
    expect((await receive(queue)).map(({ Body }) => Body)).toContain('queue delay');
    clockSkew += 840_000;
    expect((await receive(queue)).map(({ Body }) => Body)).toContain('own delay');
  });

  it('does not outlive the retention period', async () => {
    const queue = await newQueue({ MessageRetentionPeriod: '60' });
    await send(queue, 'old');
    clockSkew += 61_000;
    await send(queue, 'new');
    expect((await receive(queue)).map(({ Body }) => Body)).toEqual(['new']);
  });
});

describe('limits', () => {
  it('takes 1 MiB and not a byte more, attributes counted', async () => {
    const queue = await newQueue();
    await send(queue, 'x'.repeat(1_048_576));
    expect((await receive(queue))[0]?.Body).toHaveLength(1_048_576);
    const refused = { name: 'InvalidParameterValue', message: expect.stringContaining('shorter than') };
    await expect(send(queue, 'x'.repeat(1_048_577))).rejects.toMatchObject(refused);
    await expect(send(queue, 'é'.repeat(524_289))).rejects.toMatchObject(refused);
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'video' } };
    await expect(send(queue, 'x'.repeat(1_048_576), { MessageAttributes })).rejects.toMatchObject(refused);
    await expect(send(await newQueue({ MaximumMessageSize: '1024' }), 'x'.repeat(1_025))).rejects.toMatchObject(
      refused,
    );
  });

  it.each([
    ['DelaySeconds above 900', { DelaySeconds: 901 }, 'InvalidParameterValue'],
    ['negative DelaySeconds', { DelaySeconds: -1 }, 'InvalidParameterValue'],
    ['a deduplication id', { MessageDeduplicationId: 'x' }, 'InvalidParameterValue'],
    ['a group id with a space', { MessageGroupId: 'a b' }, 'InvalidParameterValue'],
    ['a forbidden character', { MessageBody: 'bell \u0007' }, 'InvalidMessageContents'],
    ['an empty body', { MessageBody: '' }, 'MissingParameter'],
    ['no body', { MessageBody: undefined }, 'MissingParameter'],
    [
      'a number that is none',
      { MessageAttributes: { n: { DataType: 'Number', StringValue: 'x' } } },
      'InvalidParameterValue',
    ],
    [
      'a reserved attribute name',
      { MessageAttributes: { 'AWS.x': { DataType: 'String', StringValue: 'x' } } },
      'InvalidParameterValue',
    ],
  ])('refuses %s', async (_, more, name) => {
    const queue = await newQueue();
    await expect(send(queue, 'x', more)).rejects.toMatchObject({ name });
    expect(await receive(queue)).toEqual([]);
  });

  it('receives at most ten at once and waits at most 20 s', async () => {
    const queue = await newQueue();
    await expect(receive(queue, { MaxNumberOfMessages: 11 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(receive(queue, { WaitTimeSeconds: 21 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('batches', () => {
  it('send ten; an entry that is wrong fails alone', async () => {
    const queue = await newQueue();
    const entries = Array.from({ length: 10 }, (_, n) => ({
      Id: `e${n}`,
      MessageBody: `m${n}`,
      DelaySeconds: n === 4 ? 901 : 0,
    }));
    const result = await sendBatch(queue, entries);
    expect(result.Successful).toHaveLength(9);
    expect(result.Failed).toMatchObject([{ Id: 'e4', Code: 'InvalidParameterValue', SenderFault: true }]);
    const bodies = (await receive(queue)).map(({ Body }) => Body);
    expect(new Set(bodies)).toEqual(new Set(entries.filter((_, n) => n !== 4).map(({ MessageBody }) => MessageBody)));
  });

  it('delete what they can and name the rest', async () => {
    const queue = await newQueue({ VisibilityTimeout: '0' });
    await sendBatch(queue, [{ Id: 'a', MessageBody: 'a' }]);
    const [got] = await receive(queue);
    const Entries = [
      { Id: 'good', ReceiptHandle: got?.ReceiptHandle },
      { Id: 'bad', ReceiptHandle: 'garbage' },
    ];
    const result = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries }));
    expect(result.Successful).toEqual([{ Id: 'good' }]);
    expect(result.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
    expect(await receive(queue)).toEqual([]);
  });

  it.each([
    ['none', [], 'EmptyBatchRequest'],
    [
      'eleven',
      Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' })),
      'TooManyEntriesInBatchRequest',
    ],
    ['one id twice', ['same', 'same'].map((Id) => ({ Id, MessageBody: 'x' })), 'BatchEntryIdsNotDistinct'],
    ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
    ['more than 1 MiB', ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) })), 'BatchRequestTooLong'],
  ])('refuse %s as a whole', async (_, entries, name) => {
    const queue = await newQueue();
    await expect(sendBatch(queue, entries)).rejects.toMatchObject({ name });
    expect(await receive(queue)).toEqual([]);
  });
});

describe('fair delivery', () => {
  it('does not let a group with a backlog hold up the others', async () => {
    const queue = await newQueue();
    for (let batch = 0; batch < 5; batch += 1) {
      const noisy = (n: number) => ({ Id: `${n}`, MessageBody: `noisy ${batch}-${n}`, MessageGroupId: 'noisy' });
      await sendBatch(
        queue,
        Array.from({ length: 10 }, (_, n) => noisy(n)),
      );
    }
    await send(queue, 'quiet', { MessageGroupId: 'quiet' });
    await send(queue, 'quiet too', { MessageGroupId: 'another' });
    await send(queue, 'no group');
    const one = { MaxNumberOfMessages: 1 };
    const first = [
      ...(await receive(queue, one)),
      ...(await receive(queue, one)),
      ...(await receive(queue, one)),
      ...(await receive(queue, one)),
    ];
    expect(
      first
        .map(({ Body }) => Body)
        .filter((body) => !body?.startsWith('noisy'))
        .sort(),
    ).toEqual(['no group', 'quiet', 'quiet too']);
  });
});
