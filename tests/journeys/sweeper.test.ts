import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as z from 'zod';
import { type ItemKey, keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { setFields, toDocumentClient } from '../../shared/adapters/dynamo/table.ts';
import { type HopperUser, registerUser, type VideoView } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { sweepOften } from '../support/sweep-often.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
/** Table and group of schedules. */
const GroupName = 'hopper-local';
const Bucket = 'hopper-local-videos-000000000000-us-east-1';
const day = 24 * 60 * 60_000;
/** For a machine that is busy with other tests. */
const patienceSeconds = 180;

let stack: Stack;
/** Runs that these tests have asked for. */
let forcedSweeps = 0;
let user: HopperUser;
let ownerId: string;
let clients: Awaited<ReturnType<typeof openClients>>;
beforeAll(async () => {
  const started = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
  stack = { ...started, sweep: forced(started.sweep) };
  user = await registerUser(stack.url);
  await user.connect('youtube');
  ownerId = (await user.client.me()).user?.id ?? '';
  clients = await openClients();
}, 90_000);
afterAll(async () => {
  clients?.close();
  await stack?.stop();
}, 30_000);

function forced(sweep: Stack['sweep']): Stack['sweep'] {
  return () => {
    forcedSweeps += 1;
    return sweep();
  };
}

async function openClients() {
  const { services, region, accessKeyId, secretAccessKey } = await stack.endpoints();
  const to = (name: string) => ({
    endpoint: services[name] ?? '',
    region,
    credentials: { accessKeyId, secretAccessKey },
  });
  const dynamo = toDocumentClient(new DynamoDBClient(to('dynamodb')));
  const scheduler = new SchedulerClient(to('scheduler'));
  const sqs = new SQSClient(to('sqs'));
  const s3 = new S3Client({ ...to('s3'), forcePathStyle: true });
  return { dynamo, scheduler, sqs, s3, close: () => [dynamo, scheduler, sqs, s3].map((client) => client.destroy()) };
}

async function waitFor(isTrue: () => Promise<boolean>): Promise<void> {
  for (const endsAt = Date.now() + patienceSeconds * 1000; !(await isTrue()); await delay(500)) {
    if (Date.now() > endsAt) throw new Error(`Waited in vain: ${isTrue}`);
  }
}

const readRow = async (Key: ItemKey) =>
  (await clients.dynamo.send(new GetCommand({ TableName: GroupName, Key, ConsistentRead: true }))).Item;

/** Makes a row one that it would be at another time. */
async function changeRow(Key: ItemKey, fields: Record<string, unknown>): Promise<void> {
  await clients.dynamo.send(new UpdateCommand({ TableName: GroupName, Key, ...setFields(fields) }));
}

async function plan(filename: string) {
  const { id } = await user.upload(clip, filename);
  const scheduled_time = new Date(Date.now() + day).toISOString();
  const { posts } = await user.client.putSchedule({ params: { videoId: id }, body: { scheduled_time } });
  return { videoId: id, postId: posts[0]?.id ?? '' };
}

const entryOf = (Name: string) =>
  clients.scheduler.send(new GetScheduleCommand({ GroupName, Name })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });

async function countMessages(QueueName: string): Promise<number> {
  const { QueueUrl } = await clients.sqs.send(new GetQueueUrlCommand({ QueueName }));
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
}

it('a post whose schedule entry was lost goes out by the sweeper’s hint, once', async () => {
  const { videoId, postId } = await plan('lost-entry.mp4');
  await clients.scheduler.send(new DeleteScheduleCommand({ GroupName, Name: postId }));
  const now = Date.now();
  // A day later nobody would tell a worker.
  await changeRow(keyOf.post(ownerId, postId), { dueAt: now, notBefore: now, workAt: new Date(now).toISOString() });
  await sweepOften(stack, () => user.waitFor(videoId, ({ status }) => status === 'uploaded', patienceSeconds));
  expect((await stack.ledger()).filter(({ title }) => title === 'lost-entry')).toHaveLength(1);
}, 240_000);

it('an entry whose post is gone fires without harm', async () => {
  const { videoId, postId } = await plan('orphaned-entry.mp4');
  const entry = await entryOf(postId);
  await user.client.deleteVideo({ params: { videoId } });
  expect(await entryOf(postId)).toBeUndefined();
  const at = new Date(Date.now() + 2_000).toISOString().slice(0, 19);
  const { Target, FlexibleTimeWindow } = entry ?? {};
  await clients.scheduler.send(
    new CreateScheduleCommand({
      GroupName,
      Name: postId,
      Target,
      FlexibleTimeWindow,
      ScheduleExpression: `at(${at})`,
      ActionAfterCompletion: 'DELETE',
    }),
  );
  await waitFor(async () => (await entryOf(postId)) === undefined);
  await waitFor(async () => (await countMessages('hopper-local-publish-youtube')) === 0);
  expect(await countMessages('hopper-local-dead')).toBe(0);
  expect((await stack.ledger()).filter(({ title }) => title === 'orphaned-entry')).toEqual([]);
}, 240_000);

it('the file of a video that is out goes after its days; the video stays and says so', async () => {
  const { id: videoId } = await user.upload(clip, 'kept.mp4');
  const params = { videoId };
  await user.client.postVideos({ body: { video_ids: [videoId] } });
  const { posts } = await user.waitFor(videoId, ({ status }) => status === 'uploaded', patienceSeconds);
  const { objectKey: Key } = z.object({ objectKey: z.string() }).parse(await readRow(keyOf.video(ownerId, videoId)));
  expect((await clients.s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength).toBeGreaterThan(0);
  await changeRow(keyOf.post(ownerId, posts[0]?.id ?? ''), { updatedAt: Date.now() - 31 * day });
  await changeRow(keyOf.video(ownerId, videoId), { workAt: new Date().toISOString() });
  const isRemoved = ({ media_state }: VideoView) => media_state === 'removed';
  const removed = await sweepOften(stack, () => user.waitFor(videoId, isRemoved, patienceSeconds));
  expect(removed).toMatchObject({ status: 'uploaded', preflight: { youtube: 'refused' } });
  await waitFor(async () => (await readRow(keyOf.video(ownerId, videoId)))?.mediaState === 'removed');
  await expect(clients.s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toThrow(NotFound);
  await expect(user.client.retryVideo({ params })).rejects.toMatchObject({ code: 'media_removed', status: 409 });
  await user.client.deleteVideo({ params });
}, 400_000);

it('comes by itself every minute, and notes its runs', async () => {
  // Its first run is at the start, the second a minute later.
  const comesAgain = async () => Number((await readRow(keyOf.sweeper('RUNS')))?.runs) - forcedSweeps >= 2;
  await waitFor(comesAgain);
  expect(await readRow(keyOf.sweeper('RUNS'))).toMatchObject({ lastRun: { counts: { failed: 0 } } });
  expect(await readRow(keyOf.sweeper('ORPHANS'))).toMatchObject({ after: null });
}, 240_000);
