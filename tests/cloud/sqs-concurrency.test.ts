import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

const consumers = 32;
const batches = 60;

let service: RunningService;
let sqs: SQSClient;

beforeAll(async () => {
  service = await startSqs({ port: 0, dataDir: makeFolder() });
  sqs = new SQSClient(clientConfig(service.url));
});
afterAll(async () => {
  await service.close();
  sqs.destroy();
  removeFolders();
});

it('gives every message to exactly one of 32 consumers while messages keep coming', async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'crowd' }));
  const received: string[] = [];
  let sending = true;

  async function consume(): Promise<void> {
    for (;;) {
      const last = !sending;
      const asked = { QueueUrl, MaxNumberOfMessages: 7, WaitTimeSeconds: last ? 0 : 1 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(asked));
      if (Messages.length === 0 && last) return;
      if (Messages.length === 0) continue;
      received.push(...Messages.map(({ Body }) => Body ?? ''));
      const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }
  async function produce(): Promise<void> {
    for (let batch = 0; batch < batches; batch += 1) {
      const entry = (n: number) => ({ Id: `${n}`, MessageBody: `${batch}-${n}`, MessageGroupId: `g${n % 3}` });
      await sqs.send(
        new SendMessageBatchCommand({ QueueUrl, Entries: Array.from({ length: 10 }, (_, n) => entry(n)) }),
      );
    }
    sending = false;
  }

  await Promise.all([produce(), ...Array.from({ length: consumers }, consume)]);
  expect(received).toHaveLength(batches * 10);
  expect(new Set(received).size).toBe(batches * 10);
});
