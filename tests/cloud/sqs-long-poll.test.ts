import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let sqs: SQSClient;
let QueueUrl = '';
let polls = 0;
let onPoll = () => {};

/** Notes every receive that reaches the server; no fault is ever asked for. */
function notePoll(operation: string): undefined {
  if (operation !== 'ReceiveMessage') return;
  polls += 1;
  onPoll();
}

beforeEach(async () => {
  polls = 0;
  onPoll = () => {};
  service = await startSqs({ port: 0, dataDir: makeFolder(), faults: notePoll });
  sqs = new SQSClient(clientConfig(service.url));
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }))).QueueUrl ?? '';
});
afterEach(async () => {
  await service.close();
  sqs.destroy();
});
afterAll(removeFolders);

const poll = async (WaitTimeSeconds = 20, VisibilityTimeout?: number) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, VisibilityTimeout }))).Messages ?? [];
const send = (MessageBody: string, DelaySeconds = 0) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));

/** Waits until so many receives have reached the server and, where nothing is ready, wait there. */
async function arrived(count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onPoll = () => {
    if (polls >= count) setImmediate(resolve);
  };
  onPoll();
  await promise;
}

describe('a long poll', () => {
  it('ends when a message is sent', async () => {
    const waiting = poll();
    await arrived(1);
    await send('hello');
    expect(await waiting).toMatchObject([{ Body: 'hello' }]);
  });

  it('ends when a delay is over, and not before', async () => {
    await send('later', 1);
    const short = poll(0);
    const waiting = poll();
    expect(await short).toEqual([]);
    expect(await waiting).toMatchObject([{ Body: 'later' }]);
  });

  it('ends when a visibility timeout is over', async () => {
    await send('again');
    const [first] = await poll(0, 1);
    const [second] = await poll();
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
  });

  it('ends when another consumer gives its message back', async () => {
    await send('given back');
    const [first] = await poll(0);
    const waiting = poll();
    await arrived(2);
    const back = { QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(back));
    expect(await waiting).toMatchObject([{ Body: 'given back' }]);
  });

  it('ends with nothing when its time is over', async () => {
    const long = poll(20);
    expect(await poll(1)).toEqual([]);
    await send('for the long one');
    expect(await long).toHaveLength(1);
  });

  it('waits as long as the queue says when the receive does not', async () => {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { ReceiveMessageWaitTimeSeconds: '20' } }));
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await send('hello');
    expect((await waiting).Messages).toHaveLength(1);
  });

  it('uses the visibility timeout that the queue has when the message is taken', async () => {
    const waiting = poll();
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '0' } }));
    await send('short');
    const [first] = await waiting;
    expect(await poll(0)).toMatchObject([{ MessageId: first?.MessageId }]);
  });

  it('gives each message to one of those who wait', async () => {
    const waiting = Array.from({ length: 5 }, () => poll());
    const Entries = Array.from({ length: 5 }, (_, n) => ({ Id: `${n}`, MessageBody: `m${n}` }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const bodies = (await Promise.all(waiting)).flat().map(({ Body }) => Body);
    expect(bodies.sort()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
  });

  it('takes no message for a caller that hung up', async () => {
    const hangUp = new AbortController();
    const left = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: hangUp.signal });
    await arrived(1);
    const stays = poll();
    await arrived(2);
    hangUp.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    // One round trip, in which the server notices.
    expect(await poll(0)).toEqual([]);
    await send('for the one who stayed');
    expect(await stays).toHaveLength(1);
  });

  it('ends when its queue is deleted', async () => {
    const waiting = poll();
    await arrived(1);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    expect(await waiting).toEqual([]);
  });

  it('ends when the server closes, which does not wait for it', async () => {
    const long = poll();
    await arrived(1);
    await service.close();
    // A close that waited for it, or cut it, would have made this reject.
    expect(await long).toEqual([]);
  });
});
