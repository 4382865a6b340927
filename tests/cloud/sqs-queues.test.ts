import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  QueueNameExists,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let sqs: SQSClient;

beforeAll(async () => {
  service = await startSqs({ port: 0, dataDir: makeFolder() });
  sqs = new SQSClient(clientConfig(service.url));
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

const attributesOf = async (QueueUrl: string) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};

describe('queues', () => {
  it('are made once, found by name and have the address and ARN of the local account', async () => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'videos' }));
    expect(QueueUrl).toBe(`${service.url}/000000000000/videos`);
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'videos' }))).toMatchObject({ QueueUrl });
    expect(await attributesOf(QueueUrl)).toMatchObject({
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:videos',
      VisibilityTimeout: '30',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      ApproximateNumberOfMessages: '0',
    });
  });

  it('can be created again with the same settings, not with others', async () => {
    const Attributes = { VisibilityTimeout: '120' };
    const first = await sqs.send(new CreateQueueCommand({ QueueName: 'again', Attributes }));
    const second = await sqs.send(new CreateQueueCommand({ QueueName: 'again', Attributes }));
    expect(second.QueueUrl).toBe(first.QueueUrl);
    const other = new CreateQueueCommand({ QueueName: 'again', Attributes: { VisibilityTimeout: '121' } });
    await expect(sqs.send(other)).rejects.toThrow(QueueNameExists);
  });

  it('change their settings, and give back only those asked for', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'settings' }));
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '7', DelaySeconds: '3' } }),
    );
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'DelaySeconds'] });
    expect((await sqs.send(asked)).Attributes).toEqual({ VisibilityTimeout: '7', DelaySeconds: '3' });
  });

  it('are listed by prefix and page by page', async () => {
    for (const n of [1, 2, 3]) await sqs.send(new CreateQueueCommand({ QueueName: `page-${n}` }));
    const first = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'page-', MaxResults: 2 }));
    expect(first.QueueUrls).toHaveLength(2);
    const rest = new ListQueuesCommand({ QueueNamePrefix: 'page-', MaxResults: 2, NextToken: first.NextToken });
    expect(await sqs.send(rest)).toMatchObject({ QueueUrls: [`${service.url}/000000000000/page-3`] });
  });

  it('lose their messages when purged and everything when deleted', async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'gone' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'two' }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toThrow(QueueDoesNotExist);
    await sqs.send(new CreateQueueCommand({ QueueName: 'gone' }));
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  });
});

describe('what is refused', () => {
  const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
    sqs.send(new CreateQueueCommand({ QueueName, Attributes }));

  it('says clearly that there are no FIFO queues', async () => {
    await expect(create('orders.fifo')).rejects.toThrow(/no FIFO queues/);
    await expect(create('orders', { FifoQueue: 'true' })).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  });

  it.each([
    ['VisibilityTimeout', '43201'],
    ['DelaySeconds', '901'],
    ['MaximumMessageSize', '1048577'],
    ['MessageRetentionPeriod', '59'],
    ['VisibilityTimeout', 'ten'],
    ['RedrivePolicy', '{"maxReceiveCount":3}'],
    ['RedrivePolicy', 'not json'],
  ])('refuses %s = %s', async (name, value) => {
    await expect(create('bad', { [name]: value })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  });

  it('refuses unknown settings, bad names, unknown queues and a dead-letter queue that is not there', async () => {
    await expect(create('bad', { Colour: 'blue' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    await expect(create('no spaces')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))).rejects.toThrow(QueueDoesNotExist);
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:no',
      maxReceiveCount: 3,
    });
    await expect(create('bad', { RedrivePolicy })).rejects.toThrow(/Dead letter target does not exist/);
  });
});
