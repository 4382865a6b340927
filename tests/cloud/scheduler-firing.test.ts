import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction, openDatabase } from '../../local/cloud/json-service/open-database.ts';
import { scheduleDefinition } from '../../local/cloud/scheduler/definition.ts';
import type { Delivery } from '../../local/cloud/scheduler/delivery.ts';
import { openGroupStore } from '../../local/cloud/scheduler/group-store.ts';
import { openScheduleStore } from '../../local/cloud/scheduler/schedule-store.ts';
import { schedulerSchema } from '../../local/cloud/scheduler/scheduler-schema.ts';
import { type RunningScheduler, startScheduler } from '../../local/cloud/scheduler/start-scheduler.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:jobs';
const deadArn = 'arn:aws:sqs:us-east-1:000000000000:dead';
const Target = { Arn: queueArn, RoleArn: 'arn:aws:iam::000000000000:role/scheduler', Input: 'go' };
const start = Date.parse('2027-06-01T12:00:00Z');
const minuteMs = 60_000;

let dataDir: string;
let clock: number;
let scheduler: RunningScheduler;
let client: SchedulerClient;
let deliveries: Delivery[];
let onDelivery: () => void;
let failing: (delivery: Delivery) => boolean;

async function deliver(delivery: Delivery): Promise<void> {
  deliveries.push(delivery);
  queueMicrotask(() => onDelivery());
  if (failing(delivery)) throw new Error('target is down');
}

async function startHere(): Promise<void> {
  scheduler = await startScheduler({ port: 0, dataDir, deliver, now: () => clock });
  client = new SchedulerClient(clientConfig(scheduler.url));
}

beforeEach(async () => {
  dataDir = makeFolder();
  clock = start;
  deliveries = [];
  onDelivery = () => undefined;
  failing = () => false;
  await startHere();
});
afterEach(async () => {
  client.destroy();
  await scheduler.close();
  removeFolders();
});

const definition = (Name: string, more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
  Name,
  ScheduleExpression: 'at(2027-06-01T12:05:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target,
  ActionAfterCompletion: 'DELETE',
  ...more,
});
const create = (name: string, more?: Partial<CreateScheduleCommandInput>) =>
  client.send(new CreateScheduleCommand(definition(name, more)));
const update = (name: string, more?: Partial<CreateScheduleCommandInput>) =>
  client.send(new UpdateScheduleCommand(definition(name, more)));
const names = async () => ((await client.send(new ListSchedulesCommand({}))).Schedules ?? []).map(({ Name }) => Name);

/** Moves the clock and gives the scheduler the chance to notice; answers who was fired by that. */
async function moveTo(time: number): Promise<string[]> {
  clock = time;
  const before = deliveries.length;
  scheduler.wake();
  // Deliveries here never wait for anything, so they are over when a request that came after them is answered.
  await names();
  return deliveries.slice(before).map(({ scheduleName }) => scheduleName);
}
const atMinute = (minutes: number) => moveTo(start + minutes * minuteMs);

/** Waits until so many deliveries were tried. */
function delivered(count: number): Promise<void> {
  return new Promise((resolve) => {
    onDelivery = () => deliveries.length >= count && resolve();
    onDelivery();
  });
}

describe('a one-time schedule', () => {
  it('fires at its time, once, and is gone', async () => {
    await create('post-1');
    expect(await atMinute(4.99)).toEqual([]);
    expect(await atMinute(5)).toEqual(['post-1']);
    expect(deliveries).toMatchObject([{ targetArn: queueArn, input: 'go', groupName: 'default' }]);
    await expect(client.send(new GetScheduleCommand({ Name: 'post-1' }))).rejects.toThrow(ResourceNotFoundException);
    expect(await atMinute(60)).toEqual([]);
  });

  it('stays in the list when nobody asked for its deletion, and does not fire again', async () => {
    await create('kept', { ActionAfterCompletion: 'NONE' });
    expect(await atMinute(5)).toEqual(['kept']);
    expect(await names()).toEqual(['kept']);
    expect(await atMinute(60)).toEqual([]);
  });

  it('fires at the new time only when it was replaced, never when deleted or switched off', async () => {
    await create('moved');
    await create('deleted');
    await create('off');
    await update('moved', { ScheduleExpression: 'at(2027-06-01T12:30:00)' });
    await client.send(new DeleteScheduleCommand({ Name: 'deleted' }));
    await update('off', { State: 'DISABLED' });
    expect(await atMinute(10)).toEqual([]);
    expect(await atMinute(31)).toEqual(['moved']);
  });

  it('fires by itself when the real time comes', async () => {
    client.destroy();
    await scheduler.close();
    scheduler = await startScheduler({ port: 0, dataDir, deliver });
    client = new SchedulerClient(clientConfig(scheduler.url));
    const soon = new Date(Date.now() + 1_000).toISOString().slice(0, 19);
    await create('soon', { ScheduleExpression: `at(${soon})` }).catch(async () => {
      // The second had passed before the request arrived.
      await create('soon', { ScheduleExpression: `at(${new Date(Date.now() + 2_000).toISOString().slice(0, 19)})` });
    });
    await delivered(1);
    expect(deliveries).toMatchObject([{ scheduleName: 'soon' }]);
  });
});

describe('a recurring schedule', () => {
  it('by rate begins at once and goes on until its end', async () => {
    const EndDate = new Date(start + 11 * minuteMs);
    await create('often', { ScheduleExpression: 'rate(5 minutes)', EndDate });
    expect(await atMinute(0)).toEqual([]);
    expect(deliveries).toHaveLength(1);
    expect(await atMinute(4)).toEqual([]);
    expect(await atMinute(5)).toEqual(['often']);
    expect(await atMinute(10)).toEqual(['often']);
    expect(await names()).toEqual([]);
    expect(await atMinute(15)).toEqual([]);
  });

  it('waits for its start', async () => {
    await create('later', { ScheduleExpression: 'rate(1 hour)', StartDate: new Date(start + 30 * minuteMs) });
    expect(await atMinute(29)).toEqual([]);
    expect(await atMinute(30)).toEqual(['later']);
    expect(await atMinute(89)).toEqual([]);
    expect(await atMinute(90)).toEqual(['later']);
  });

  it('by cron fires in its zone', async () => {
    await create('tokyo', { ScheduleExpression: 'cron(30 21 * * ? *)', ScheduleExpressionTimezone: 'Asia/Tokyo' });
    expect(await atMinute(29)).toEqual([]);
    expect(await atMinute(30)).toEqual(['tokyo']);
    expect(await atMinute(30 + 24 * 60)).toEqual(['tokyo']);
  });

  it('makes up for one of the times that passed while nothing ran', async () => {
    await create('minutely', { ScheduleExpression: 'cron(* * * * ? *)' });
    expect(await atMinute(500)).toEqual(['minutely']);
    expect(await atMinute(501)).toEqual(['minutely']);
  });
});

describe('what the target gets', () => {
  it('has the context filled in, or is the default event', async () => {
    const Input = '<aws.scheduler.schedule-arn>|<aws.scheduler.scheduled-time>|<aws.scheduler.attempt-number>';
    await create('filled', { Target: { ...Target, Input, SqsParameters: { MessageGroupId: 'user-1' } } });
    await create('silent', { Target: { ...Target, Input: undefined } });
    await atMinute(5);
    const arn = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/filled';
    expect(deliveries[0]).toMatchObject({ input: `${arn}|2027-06-01T12:05:00Z|1`, messageGroupId: 'user-1' });
    expect(JSON.parse(deliveries[1]?.input ?? '')).toMatchObject({
      source: 'aws.scheduler',
      time: '2027-06-01T12:05:00Z',
    });
  });
});

describe('a target that fails', () => {
  it('is tried again later and later until it takes it', async () => {
    failing = () => deliveries.length < 4;
    await create('flaky');
    expect(await atMinute(5)).toEqual(['flaky']);
    expect(await moveTo(clock + 900)).toEqual([]);
    expect(await moveTo(clock + 100)).toEqual(['flaky']);
    expect(await moveTo(clock + 1_900)).toEqual([]);
    expect(await moveTo(clock + 100)).toEqual(['flaky']);
    expect(await names()).toEqual(['flaky']);
    expect(await moveTo(clock + 4_000)).toEqual(['flaky']);
    expect(await names()).toEqual([]);
    expect(await atMinute(600)).toEqual([]);
  });

  it('leads to the dead-letter queue after the last retry', async () => {
    failing = ({ targetArn }) => targetArn === queueArn;
    const RetryPolicy = { MaximumRetryAttempts: 1 };
    await create('hopeless', { Target: { ...Target, RetryPolicy, DeadLetterConfig: { Arn: deadArn } } });
    await atMinute(5);
    await atMinute(6);
    expect(deliveries.map(({ targetArn }) => targetArn)).toEqual([queueArn, queueArn, deadArn]);
    expect(deliveries[2]).toMatchObject({
      input: 'go',
      attributes: { RETRY_ATTEMPTS: '1', TARGET_ARN: queueArn, EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts' },
    });
    expect(await names()).toEqual([]);
    expect(await atMinute(600)).toEqual([]);
  });

  it('is given up when the event is too old', async () => {
    failing = ({ targetArn }) => targetArn === queueArn;
    const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
    await create('old', { Target: { ...Target, RetryPolicy, DeadLetterConfig: { Arn: deadArn } } });
    for (let second = 0; second <= 120; second += 1) await moveTo(start + 5 * minuteMs + second * 1_000);
    expect(deliveries.at(-1)).toMatchObject({
      targetArn: deadArn,
      attributes: { EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' },
    });
    expect(deliveries.filter(({ targetArn }) => targetArn === deadArn)).toHaveLength(1);
  });

  it('is not tried again once the schedule was deleted or replaced', async () => {
    failing = () => true;
    await create('cancelled');
    await create('replaced');
    expect(await atMinute(5)).toHaveLength(2);
    await client.send(new DeleteScheduleCommand({ Name: 'cancelled' }));
    await update('replaced', { ScheduleExpression: 'at(2027-06-01T18:00:00)' });
    expect(await atMinute(60)).toEqual([]);
    failing = () => false;
    expect(await atMinute(360)).toEqual(['replaced']);
  });
});

describe('after a restart', () => {
  const restart = async () => {
    client.destroy();
    await scheduler.close();
    await startHere();
  };

  it('fires what came due in between, and the rest at its time', async () => {
    await create('missed');
    await create('to-come', { ScheduleExpression: 'at(2027-06-01T13:00:00)' });
    client.destroy();
    await scheduler.close();
    clock = start + 30 * minuteMs;
    await startHere();
    await delivered(1);
    expect(deliveries.map(({ scheduleName }) => scheduleName)).toEqual(['missed']);
    expect(await atMinute(60)).toEqual(['to-come']);
  });

  it('does not fire again what was delivered, and goes on trying what was not', async () => {
    failing = ({ scheduleName }) => scheduleName === 'failed';
    await create('done', { ActionAfterCompletion: 'NONE' });
    await create('failed');
    expect(await atMinute(5)).toHaveLength(2);
    await restart();
    failing = () => false;
    expect(await atMinute(6)).toEqual(['failed']);
    expect(await atMinute(60)).toEqual([]);
  });
});

describe('after kill -9', () => {
  const module = 'local/cloud/scheduler/start-scheduler.ts';
  const createAt = async (url: string, time: number) => {
    const other = new SchedulerClient(clientConfig(url));
    const ScheduleExpression = `at(${new Date(time).toISOString().slice(0, 19)})`;
    await other.send(new CreateScheduleCommand(definition('post', { ScheduleExpression })));
    other.destroy();
  };

  it('a schedule is there and fires, though it came due while nothing ran', async () => {
    const folder = makeFolder();
    const child = await startProcess(module, 'startScheduler({ port: 0, dataDir, deliver: async () => {} })', folder);
    await createAt(child.url, Date.now() + 3_600_000);
    await child.kill();
    const later = await startScheduler({ port: 0, dataDir: folder, deliver, now: () => Date.now() + 7_200_000 });
    await delivered(1);
    expect(deliveries).toMatchObject([{ scheduleName: 'post', input: 'go' }]);
    await later.close();
  });

  it('in the middle of a delivery, it is delivered again', async () => {
    const folder = makeFolder();
    const dying = `startScheduler({ port: 0, dataDir, deliver: async () => process.kill(process.pid, 'SIGKILL') })`;
    const child = await startProcess(module, dying, folder);
    await createAt(child.url, Date.now() + 2_000);
    await child.gone;
    const next = await startScheduler({ port: 0, dataDir: folder, deliver });
    await delivered(1);
    expect(deliveries).toMatchObject([{ scheduleName: 'post' }]);
    await next.close();
  });
});

it('fires 10,000 schedules that are due in the same second, each once', async () => {
  const count = 10_000;
  const folder = makeFolder();
  // Straight into the file: ten thousand requests would take most of the test's time.
  const database = openDatabase(folder, 'scheduler.db', schedulerSchema);
  openGroupStore(database, () => start);
  const schedules = openScheduleStore(database);
  const said = scheduleDefinition.parse(definition('any'));
  inTransaction(database, () => {
    for (let n = 0; n < count; n += 1) schedules.create('default', `s-${n}`, said, start, start + 5 * minuteMs);
  });
  database.close();

  const crowded = await startScheduler({ port: 0, dataDir: folder, deliver, now: () => start + 5 * minuteMs });
  await delivered(count);
  await crowded.close();
  expect(new Set(deliveries.map(({ scheduleName }) => scheduleName)).size).toBe(count);
  expect(deliveries).toHaveLength(count);
  const left = openDatabase(folder, 'scheduler.db', schedulerSchema);
  expect(left.prepare('SELECT count(*) AS schedules FROM schedules').get()).toEqual({ schedules: 0 });
  left.close();
});
