import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type EventSources, startEventSources } from '../../local/cloud/event-sources/event-sources.ts';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { localClientOptions } from '../../local/cloud/provision/local-client-options.ts';
import { startSqs } from '../../local/cloud/sqs/start-sqs.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';
import { createPublishWorker } from '../../shared/worker/publish-worker.ts';
import { parseHint } from '../../shared/worker/received-hint.ts';
import { sweep } from '../../shared/worker/sweep.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createScriptedWorker, published } from './support/scripted-worker.ts';

const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let folder: Awaited<ReturnType<typeof tempFolder>>;
let sqs: RunningService;
let client: SQSClient;
let sources: EventSources;

beforeEach(async () => {
  folder = await tempFolder();
  sqs = await startSqs({ port: 0, dataDir: folder.path });
  client = new SQSClient(localClientOptions(sqs.url));
  useLocalService('AWS_ENDPOINT_URL_SQS', sqs.url);
});
afterEach(async () => {
  await sources.stop();
  client.destroy();
  await sqs.close();
  await folder.remove();
});

/** Two receives of a second each, and a message is laid aside. */
async function createQueues() {
  const dead = await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 2 });
  const Attributes = { VisibilityTimeout: '1', RedrivePolicy };
  const work = await client.send(new CreateQueueCommand({ QueueName: 'publish', Attributes }));
  return { deadUrl: dead.QueueUrl ?? '', workUrl: work.QueueUrl ?? '' };
}

/** Where a letter came from, as a person finds out: one queue has the letters of all. */
async function readSource(QueueUrl: string): Promise<string | undefined> {
  const ask = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] });
  const { Messages = [] } = await client.send(ask);
  return Messages[0]?.Attributes?.DeadLetterQueueSourceArn;
}

async function countMessages(QueueUrl: string): Promise<number> {
  const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await client.send(ask);
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}

it('a post whose hint was laid aside goes out by the sweeper’s, and nothing hangs on the laid-aside one', async () => {
  const { deadUrl, workUrl } = await createQueues();
  const queues = forEachPlatform(() => workUrl);
  const hints = createHintQueue(queues);
  const world = await createScriptedWorker(() => published);
  let isTableDown = true;
  const posts = {
    ...world.posts,
    claim: (...call: Parameters<typeof world.posts.claim>) => {
      if (isTableDown) throw new Error('The table does not answer.');
      return world.posts.claim(...call);
    },
  };
  const work = createPublishWorker({ ...world.deps, posts, hints, clock: systemClock });
  const handler = consumeQueue((record) => work(parseHint(record, queues), Date.now() + 60_000));
  const mapping = {
    queueArn: arn('publish'),
    functionName: 'publish-worker',
    batchSize: 1,
    windowSeconds: 0,
    maxConcurrency: 2,
    reportsItemFailures: true,
  };
  sources = startEventSources([mapping], {
    sqsUrl: sqs.url,
    invoke: async (_name, event) => {
      const answer: unknown = await handler(JSON.parse(event), { getRemainingTimeInMillis: () => 60_000 });
      return { requestId: 'r', payload: JSON.stringify(answer) };
    },
    report: (line) => console.error(line),
  });

  await hints.send('youtube', world.post);
  await waitUntil(async () => (await countMessages(deadUrl)) === 1);
  expect(await countMessages(workUrl)).toBe(0);
  expect(await world.read()).toMatchObject({ state: 'queued' });
  expect(await readSource(deadUrl)).toBe(arn('publish'));

  isTableDown = false;
  const later = { ...systemClock, now: () => Date.now() + 5 * 60_000 };
  const deps = { work: world.posts, hints, clock: later, log: world.deps.log, tell: () => undefined };
  const counts = await sweep(
    {
      ...deps,
      repairVideo: async () => 'looked',
      transferHints: { send: async () => undefined },
      idleAccounts: { ask: async () => undefined },
      removalHints: { send: async () => undefined },
      mailHints: { send: async () => undefined },
      renewals: { ask: async () => undefined },
    },
    later.now() + 10_000,
  );
  expect(counts).toMatchObject({ hinted: 1, failed: 0 });
  await waitUntil(async () => (await world.read()).state === 'published');
  expect(world.steps).toHaveLength(1);
  expect(await countMessages(deadUrl)).toBe(1);
});
