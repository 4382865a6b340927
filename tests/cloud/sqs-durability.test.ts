import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

afterAll(removeFolders);

const startChild = (dataDir: string) =>
  startProcess('local/cloud/sqs/start-sqs.ts', 'startSqs({ port: 0, dataDir })', dataDir);
const receive = async (sqs: SQSClient, QueueUrl: string) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }))).Messages?.[0];

describe('after kill -9', () => {
  it('ready, delayed and hidden messages, their counts and handles are as they were', async () => {
    const dataDir = makeFolder();
    const first = await startChild(dataDir);
    const before = new SQSClient(clientConfig(first.url));
    const { QueueUrl: oldUrl = '' } = await before.send(
      new CreateQueueCommand({ QueueName: 'jobs', Attributes: { VisibilityTimeout: '600' } }),
    );
    await before.send(new SendMessageCommand({ QueueUrl: oldUrl, MessageBody: 'held' }));
    const held = await receive(before, oldUrl);
    await before.send(new SendMessageCommand({ QueueUrl: oldUrl, MessageBody: 'late', DelaySeconds: 900 }));
    await before.send(new SendMessageCommand({ QueueUrl: oldUrl, MessageBody: 'ready' }));
    await first.kill();
    before.destroy();

    const second = await startChild(dataDir);
    const after = new SQSClient(clientConfig(second.url));
    const QueueUrl = `${second.url}/000000000000/jobs`;
    const { Attributes } = await after.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      VisibilityTimeout: '600',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
    expect(await receive(after, QueueUrl)).toMatchObject({
      Body: 'ready',
      Attributes: { ApproximateReceiveCount: '1' },
    });
    await after.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: held?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    const again = await receive(after, QueueUrl);
    expect(again).toMatchObject({ Body: 'held', Attributes: { ApproximateReceiveCount: '2' } });
    await after.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
    after.destroy();
    await second.kill();
  });

  it('in the middle of sending, every message whose sending was answered is there, once', async () => {
    const dataDir = makeFolder();
    const first = await startChild(dataDir);
    const before = new SQSClient(clientConfig(first.url));
    const { QueueUrl: oldUrl } = await before.send(new CreateQueueCommand({ QueueName: 'jobs' }));
    const answered: string[] = [];
    const sender = async (name: number) => {
      for (let n = 0; ; n += 1) {
        const Entries = [0, 1, 2].map((entry) => ({ Id: `${entry}`, MessageBody: `${name}-${n}-${entry}` }));
        await before.send(new SendMessageBatchCommand({ QueueUrl: oldUrl, Entries }));
        answered.push(...Entries.map(({ MessageBody }) => MessageBody));
        if (answered.length > 300) await first.kill();
      }
    };
    await Promise.allSettled([sender(1), sender(2), sender(3)]);
    before.destroy();

    const service = await startSqs({ port: 0, dataDir });
    const after = new SQSClient(clientConfig(service.url));
    const QueueUrl = `${service.url}/000000000000/jobs`;
    const found: string[] = [];
    for (;;) {
      const { Messages } = await after.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (!Messages) break;
      found.push(...Messages.map(({ Body }) => Body ?? ''));
    }
    expect(new Set(found).size).toBe(found.length);
    expect(answered.filter((body) => !found.includes(body))).toEqual([]);
    after.destroy();
    await service.close();
  });
});

describe('the data folder', () => {
  it('belongs to one process at a time', async () => {
    const dataDir = makeFolder();
    const service = await startSqs({ port: 0, dataDir });
    await expect(startSqs({ port: 0, dataDir })).rejects.toThrow(/sqs\.db: .*database is locked/);
    await service.close();
  });

  it('is refused with one line when its file is something else, and left as it is', async () => {
    const dataDir = makeFolder();
    const file = join(dataDir, 'sqs.db');
    const text = 'This is no database. '.repeat(100);
    writeFileSync(file, text);
    await expect(startSqs({ port: 0, dataDir })).rejects.toThrow(/^Cannot use .*sqs\.db: .*file is not a database$/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is let go of when the port is taken', async () => {
    const dataDir = makeFolder();
    const service = await startSqs({ port: 0, dataDir: makeFolder() });
    const port = Number(new URL(service.url).port);
    await expect(startSqs({ port, dataDir })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await service.close();
    await (await startSqs({ port: 0, dataDir })).close();
  });
});
