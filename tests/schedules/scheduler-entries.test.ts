import {
  CreateScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../local/cloud/scheduler/delivery.ts';
import { type RunningScheduler, startScheduler } from '../../local/cloud/scheduler/start-scheduler.ts';
import { createPostSchedules } from '../../shared/adapters/scheduler/post-schedules.ts';
import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import { entryTimeOf, type PostSchedules } from '../../shared/domain/posts/post-schedules.ts';
import { createPublishWorker } from '../../shared/worker/publish-worker.ts';
import { clientConfig, makeFolder, removeFolders } from '../cloud/json-service-process.ts';
import { buildPost } from '../support/build-post.ts';
import fc from '../support/fast-check.ts';
import { createScriptedWorker, published } from '../worker/support/scripted-worker.ts';

const start = Date.parse('2027-06-01T12:00:00Z');
const minuteMs = 60_000;
const group = 'hopper-test';
const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let clock: number;
let scheduler: RunningScheduler;
let client: SchedulerClient;
let schedules: PostSchedules;
let deliveries: Delivery[];
let deliver: (delivery: Delivery) => Promise<void>;

beforeEach(async () => {
  clock = start;
  deliveries = [];
  deliver = async (delivery) => void deliveries.push(delivery);
  scheduler = await startScheduler({
    port: 0,
    dataDir: makeFolder(),
    deliver: (delivery) => deliver(delivery),
    now: () => clock,
  });
  client = new SchedulerClient(clientConfig(scheduler.url));
  await client.send(new CreateScheduleGroupCommand({ Name: group }));
  const options = {
    group,
    roleArn: 'arn:aws:iam::000000000000:role/schedules',
    deadLetterArn: arn('schedules-dead'),
    queueArns: forEachPlatform((platform) => arn(`publish-${platform}`)),
  };
  schedules = createPostSchedules(options, client);
});
afterEach(async () => {
  client.destroy();
  await scheduler.close();
  removeFolders();
});

const post = buildPost({ platform: 'tiktok' });
const dueIn = (minutes: number) => ({ ...post, state: 'scheduled' as const, notBefore: start + minutes * minuteMs });
const names = async () => {
  const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: group }));
  return Schedules.map(({ Name }) => Name);
};

/** Moves the clock; answers what fired by that. */
async function moveTo(minutes: number): Promise<Delivery[]> {
  clock = start + minutes * minuteMs;
  const before = deliveries.length;
  scheduler.wake();
  await names();
  return deliveries.slice(before);
}

describe('the entry of a scheduled post', () => {
  it('fires one to two minutes ahead, once, with the hint for the platform’s queue, and is gone', async () => {
    await schedules.put(dueIn(60.5));
    expect(await moveTo(58.9)).toEqual([]);
    expect(await moveTo(59)).toMatchObject([
      { targetArn: arn('publish-tiktok'), input: JSON.stringify({ ownerId: post.ownerId, postId: post.postId }) },
    ]);
    expect(await names()).toEqual([]);
    expect(await moveTo(600)).toEqual([]);
  });

  it('is at a whole minute, at least one and less than two minutes before the post is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: start, max: start + 365 * 24 * 60 * minuteMs }), (dueAt) => {
        const at = entryTimeOf(dueAt);
        expect(at % minuteMs).toBe(0);
        expect(dueAt - at).toBeGreaterThanOrEqual(minuteMs);
        expect(dueAt - at).toBeLessThan(2 * minuteMs);
      }),
    );
  });

  it('is moved when the post gets another time, earlier or later, and fires at that one only', async () => {
    await schedules.put(dueIn(60));
    await schedules.put(dueIn(120));
    expect(await moveTo(118)).toEqual([]);
    await schedules.put(dueIn(180));
    await schedules.put(dueIn(150));
    expect(await moveTo(148.9)).toEqual([]);
    expect(await moveTo(149)).toHaveLength(1);
    expect(await moveTo(600)).toEqual([]);
  });

  it('is made and removed as often as anybody likes', async () => {
    await Promise.all(Array.from({ length: 8 }, () => schedules.put(dueIn(60))));
    expect(await names()).toEqual([post.postId]);
    await Promise.all(Array.from({ length: 4 }, () => schedules.remove(post.postId)));
    await schedules.remove('never-there');
    expect(await names()).toEqual([]);
    expect(await moveTo(600)).toEqual([]);
  });

  it('is made anew after it has fired', async () => {
    await schedules.put(dueIn(60));
    expect(await moveTo(59)).toHaveLength(1);
    await schedules.put(dueIn(120));
    expect(await moveTo(119)).toHaveLength(1);
  });

  it('reaches twelve months ahead to the minute, in UTC', async () => {
    await schedules.put({ ...post, notBefore: Date.parse('2028-06-01T12:00:00Z') });
    const entry = await client.send(new GetScheduleCommand({ GroupName: group, Name: post.postId }));
    expect(entry).toMatchObject({
      ScheduleExpression: 'at(2028-06-01T11:59:00)',
      ScheduleExpressionTimezone: 'UTC',
      ActionAfterCompletion: 'DELETE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { DeadLetterConfig: { Arn: arn('schedules-dead') } },
    });
  });

  it('goes to the dead-letter queue when the publish queue does not take it, and no longer than the sweeper needs', async () => {
    deliver = async (delivery) => {
      deliveries.push(delivery);
      if (delivery.targetArn !== arn('schedules-dead')) throw new Error('queue is down');
    };
    await schedules.put(dueIn(60));
    for (let minute = 59; minute <= 90; minute += 0.5) await moveTo(minute);
    expect(deliveries.at(-1)).toMatchObject({ targetArn: arn('schedules-dead') });
    expect(deliveries.filter(({ targetArn }) => targetArn === arn('schedules-dead'))).toHaveLength(1);
    expect(await names()).toEqual([]);
  });
});

describe('a hint that the scheduler fired', () => {
  /** Brings the delivered hint to a worker, in virtual time. */
  async function fireInto(world: Awaited<ReturnType<typeof createScriptedWorker>>): Promise<void> {
    await schedules.put({ ...world.post, notBefore: start + 60 * minuteMs });
    const [fired] = await moveTo(59);
    const work = createPublishWorker(world.deps);
    const key = JSON.parse(fired?.input ?? '{}');
    const hint = { key, platform: 'youtube', receiptHandle: 'receipt', receiveCount: 1 } as const;
    await world.clock.settle(work(hint, world.clock.now() + 150_000));
  }

  it('for a post that was deleted does nothing', async () => {
    const world = await createScriptedWorker(() => published, { state: 'scheduled' });
    await world.posts.remove(world.post, world.clock.now());
    await fireInto(world);
    expect([world.steps, world.hints]).toEqual([[], []]);
  });

  it.each(['cancelled', 'pending', 'published'] as const)('for a post that is %s does nothing', async (state) => {
    const world = await createScriptedWorker(() => published, { state });
    await fireInto(world);
    expect([world.steps, world.hints]).toEqual([[], []]);
  });

  it('waits in the queue until the second at which the post is due, then posts it', async () => {
    const world = await createScriptedWorker(() => published, { state: 'scheduled', notBefore: 1_700_000_061_000 });
    await fireInto(world);
    expect(world.steps).toEqual([]);
    // The hint comes a second early, and its worker waits for the second.
    expect(world.hints).toMatchObject([{ delaySeconds: 60 }]);
    await world.clock.runUntil(1_700_000_061_000);
    await world.work();
    expect(await world.read()).toMatchObject({ state: 'published' });
  });
});
