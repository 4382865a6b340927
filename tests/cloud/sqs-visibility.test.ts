import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  MessageNotInflight,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let sqs: SQSClient;
let clockSkew = 0;
let QueueUrl = '';
let queueNumber = 0;
let duplicates = 0;

beforeAll(async () => {
  const duplicate = () => duplicates-- > 0;
  service = await startSqs({ port: 0, dataDir: makeFolder(), now: () => Date.now() + clockSkew, duplicate });
  sqs = new SQSClient(clientConfig(service.url));
});
beforeEach(async () => {
  queueNumber += 1;
  duplicates = 0;
  const queue = new CreateQueueCommand({ QueueName: `queue-${queueNumber}`, Attributes: { VisibilityTimeout: '30' } });
  QueueUrl = (await sqs.send(queue)).QueueUrl ?? '';
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

async function receive(VisibilityTimeout?: number) {
  const command = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout, MessageSystemAttributeNames: ['All'] });
  return (await sqs.send(command)).Messages?.[0];
}
async function receiveHandle(VisibilityTimeout?: number): Promise<string> {
  return (await receive(VisibilityTimeout))?.ReceiptHandle ?? '';
}
const change = (ReceiptHandle: string, VisibilityTimeout: number) =>
  sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
const remove = (ReceiptHandle: string) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

describe('a received message', () => {
  it('is hidden for the timeout of the queue or of the receive, then comes back with a higher count', async () => {
    expect(await receive()).toMatchObject({ Attributes: { ApproximateReceiveCount: '1' } });
    clockSkew += 29_000;
    expect(await receive()).toBeUndefined();
    clockSkew += 1_001;
    expect(await receive(100)).toMatchObject({ Attributes: { ApproximateReceiveCount: '2' } });
    clockSkew += 99_000;
    expect(await receive()).toBeUndefined();
    clockSkew += 1_001;
    expect(await receive()).toMatchObject({ Attributes: { ApproximateReceiveCount: '3' } });
  });

  it('is hidden for longer, or shown at once, as the consumer says', async () => {
    const handle = await receiveHandle();
    await change(handle, 60);
    clockSkew += 59_000;
    expect(await receive()).toBeUndefined();
    await change(handle, 0);
    expect(await receive()).toMatchObject({ Body: 'work' });
  });

  it('counts as ready, delayed or in flight', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 10 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'more' }));
    await receive();
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  });

  it('can still be deleted after its timeout when nobody else received it', async () => {
    const handle = await receiveHandle();
    clockSkew += 31_000;
    await remove(handle);
    expect(await receive()).toBeUndefined();
  });

  it('is not deleted by the handle of an earlier receive', async () => {
    const old = await receiveHandle(0);
    const current = await receiveHandle(0);
    await remove(old);
    expect(await receive(0)).toMatchObject({ Body: 'work' });
    expect(current).not.toBe(old);
  });
});

describe('changing visibility is refused', () => {
  it('for a message that is visible again', async () => {
    const handle = await receiveHandle();
    clockSkew += 31_000;
    await expect(change(handle, 10)).rejects.toThrow(MessageNotInflight);
  });

  it('for one that was deleted or received by somebody else since', async () => {
    const old = await receiveHandle(0);
    const handle = await receiveHandle();
    await expect(change(old, 10)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await remove(handle);
    await expect(change(handle, 10)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('for something that is no handle of this queue', async () => {
    await expect(change('garbage', 10)).rejects.toThrow(ReceiptHandleIsInvalid);
    const handle = await receiveHandle();
    const other = await sqs.send(new CreateQueueCommand({ QueueName: `other-${queueNumber}` }));
    const foreign = new ChangeMessageVisibilityCommand({
      QueueUrl: other.QueueUrl,
      ReceiptHandle: handle,
      VisibilityTimeout: 1,
    });
    await expect(sqs.send(foreign)).rejects.toThrow(ReceiptHandleIsInvalid);
  });

  it('beyond twelve hours, also in sum', async () => {
    const handle = await receiveHandle();
    await expect(change(handle, 43_201)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(change(handle, -1)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    clockSkew += 10_000;
    await expect(change(handle, 43_195)).rejects.toThrow(/beyond the limit/);
    await change(handle, 43_000);
  });

  it('entry by entry in a batch', async () => {
    const Entries = [
      { Id: 'good', ReceiptHandle: await receiveHandle(), VisibilityTimeout: 0 },
      { Id: 'bad', ReceiptHandle: 'garbage', VisibilityTimeout: 0 },
    ];
    const result = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect(result.Successful).toEqual([{ Id: 'good' }]);
    expect(result.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
    expect(await receive()).toMatchObject({ Body: 'work' });
  });
});

describe('duplicate delivery', () => {
  it('delivers a message a second time at once; both copies have to be deleted', async () => {
    duplicates = 5;
    const first = await receive();
    const second = await receive();
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(await receive()).toBeUndefined();
    await remove(first?.ReceiptHandle ?? '');
    await remove(second?.ReceiptHandle ?? '');
    clockSkew += 31_000;
    expect(await receive()).toBeUndefined();
  });
});
