import {
  CreateQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let service: RunningService;
let sqs: SQSClient;
let round = 0;
let main = '';
let dead = '';

beforeAll(async () => {
  service = await startSqs({ port: 0, dataDir: makeFolder() });
  sqs = new SQSClient(clientConfig(service.url));
});
beforeEach(async () => {
  round += 1;
  dead = (await sqs.send(new CreateQueueCommand({ QueueName: `dead-${round}` }))).QueueUrl ?? '';
  main = await createSource(`main-${round}`, 2);
});
afterAll(async () => {
  sqs.destroy();
  await service.close();
  removeFolders();
});

async function createSource(QueueName: string, maxReceiveCount: number): Promise<string> {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(`dead-${round}`), maxReceiveCount });
  return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { RedrivePolicy } }))).QueueUrl ?? '';
}
async function receive(QueueUrl: string, WaitTimeSeconds = 0) {
  const asked = { QueueUrl, VisibilityTimeout: 0, WaitTimeSeconds, MessageSystemAttributeNames: ['All' as const] };
  return (await sqs.send(new ReceiveMessageCommand(asked))).Messages?.[0];
}

describe('a message that is received too often', () => {
  it('is moved to the dead-letter queue by the receive after the last one allowed', async () => {
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: main, MessageBody: 'poison' }));
    expect(await receive(main)).toMatchObject({ Attributes: { ApproximateReceiveCount: '1' } });
    expect(await receive(main)).toMatchObject({ Attributes: { ApproximateReceiveCount: '2' } });
    expect(await receive(dead)).toBeUndefined();
    expect(await receive(main)).toBeUndefined();
    expect(await receive(dead)).toMatchObject({
      MessageId,
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: arnOf(`main-${round}`), ApproximateReceiveCount: '3' },
    });
  });

  it('wakes those who wait at the dead-letter queue', async () => {
    const waiting = receive(dead, 20);
    await sqs.send(new SendMessageCommand({ QueueUrl: main, MessageBody: 'poison' }));
    for (let n = 0; n < 3; n += 1) await receive(main);
    expect(await waiting).toMatchObject({ Body: 'poison' });
  });

  it('does not hold up the messages behind it', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: main, MessageBody: 'poison' }));
    await receive(main);
    await receive(main);
    await sqs.send(new SendMessageCommand({ QueueUrl: main, MessageBody: 'fine' }));
    expect(await receive(main)).toMatchObject({ Body: 'fine' });
  });
});

describe('a dead-letter queue', () => {
  const bury = async (queue: string, MessageBody: string) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
    for (let n = 0; n < 3; n += 1) await receive(queue);
  };

  it('knows its sources', async () => {
    const second = await createSource(`second-${round}`, 2);
    const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(queueUrls).toEqual([main, second]);
  });

  it('gives its messages back to where each came from, as new ones', async () => {
    const second = await createSource(`second-${round}`, 2);
    await bury(main, 'from main');
    await bury(second, 'from second');
    const SourceArn = arnOf(`dead-${round}`);
    expect(await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }))).toMatchObject({
      TaskHandle: expect.any(String),
    });
    expect(await receive(dead)).toBeUndefined();
    expect(await receive(main)).toMatchObject({ Body: 'from main', Attributes: { ApproximateReceiveCount: '1' } });
    expect(await receive(second)).toMatchObject({ Body: 'from second' });
    const tasks = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(tasks.Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 }]);
  });

  it('gives them to another queue when told so', async () => {
    await bury(main, 'moved');
    const other = await sqs.send(new CreateQueueCommand({ QueueName: `other-${round}` }));
    const DestinationArn = arnOf(`other-${round}`);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(`dead-${round}`), DestinationArn }));
    expect(await receive(other.QueueUrl ?? '')).toMatchObject({ Body: 'moved' });
  });

  it('is the only kind of queue that a move task takes', async () => {
    const move = (name: string) => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(name) }));
    await expect(move(`main-${round}`)).rejects.toMatchObject({ name: 'UnsupportedOperation' });
    await expect(move('nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
