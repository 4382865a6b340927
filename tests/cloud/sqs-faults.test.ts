import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../local/cloud/json-service/fault.ts';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let sqs: SQSClient;
let QueueUrl = '';
let fault: Fault | undefined;
let refusal: string | undefined;

beforeAll(async () => {
  service = await startSqs({
    port: 0,
    dataDir: makeFolder(),
    faults: (operation) => (operation === 'SendMessage' ? fault : undefined),
    authorize: () => refusal,
  });
  sqs = new SQSClient(clientConfig(service.url));
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }))).QueueUrl ?? '';
});
afterEach(() => {
  fault = undefined;
  refusal = undefined;
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

const send = () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
const received = async () =>
  ((await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? []).length;

describe('faults asked for', () => {
  it.each<[string, Fault, number]>([
    ['an error before the effect', { status: 503 }, 0],
    ['an error after the effect', { status: 503, afterEffect: true }, 1],
    ['a connection cut before the effect', { dropConnection: 'before' }, 0],
    ['a connection cut after the effect', { dropConnection: 'after' }, 1],
  ])('%s', async (_, asked, messages) => {
    fault = asked;
    await expect(send()).rejects.toThrow();
    expect(await received()).toBe(messages);
  });

  it('a delay', async () => {
    fault = { delayMs: 50 };
    const slow = send();
    expect(await received()).toBe(0);
    await slow;
    expect(await received()).toBe(1);
  });

  it('an error carries its status', async () => {
    fault = { status: 429 };
    await expect(send()).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
  });
});

describe('requests that are none', () => {
  const post = (target: string, body: string) =>
    fetch(service.url, { method: 'POST', headers: { 'x-amz-target': target }, body });

  it.each([
    ['an unknown operation', 'AmazonSQS.Explode', '{}', 400, 'UnknownOperationException'],
    ['an operation inherited from Object', 'AmazonSQS.toString', '{}', 400, 'UnknownOperationException'],
    ['another service', 'TrentService.Encrypt', '{}', 400, 'UnknownOperationException'],
    ['no JSON', 'AmazonSQS.ListQueues', '{"a":', 400, 'SerializationException'],
    ['JSON that is no object', 'AmazonSQS.ListQueues', '[]', 400, 'InvalidParameterValueException'],
    ['too much', 'AmazonSQS.ListQueues', `"${'x'.repeat(9_000_000)}"`, 413, 'RequestEntityTooLarge'],
  ])('%s', async (_, target, body, status, type) => {
    const response = await post(target, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(type);
    expect(await response.json()).toMatchObject({ __type: type });
  });

  it('a request that is not authorized', async () => {
    refusal = 'The request signature does not match.';
    await expect(send()).rejects.toMatchObject({
      message: refusal,
      $metadata: { httpStatusCode: 403 },
    });
  });
});
