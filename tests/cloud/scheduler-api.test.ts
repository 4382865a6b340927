import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
  ValidationException,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../local/cloud/json-service/fault.ts';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startScheduler } from '../../local/cloud/scheduler/start-scheduler.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

const Target = {
  Arn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
  RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
  Input: '{"postId":"1"}',
};
let service: RunningService;
let scheduler: SchedulerClient;
let faultOnce: Fault | undefined;

beforeAll(async () => {
  const faults = () => {
    const fault = faultOnce;
    faultOnce = undefined;
    return fault;
  };
  service = await startScheduler({ port: 0, dataDir: makeFolder(), deliver: async () => undefined, faults });
  scheduler = new SchedulerClient({ ...clientConfig(service.url), maxAttempts: 3 });
});
afterAll(async () => {
  scheduler.destroy();
  await service.close();
  removeFolders();
});

function definition(Name: string, more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return { Name, ScheduleExpression: 'at(2099-01-01T00:00:00)', FlexibleTimeWindow: { Mode: 'OFF' }, Target, ...more };
}
const create = (Name: string, more?: Partial<CreateScheduleCommandInput>) =>
  scheduler.send(new CreateScheduleCommand(definition(Name, more)));
const update = (Name: string, more?: Partial<CreateScheduleCommandInput>) =>
  scheduler.send(new UpdateScheduleCommand(definition(Name, more)));
const get = (Name: string, GroupName?: string) => scheduler.send(new GetScheduleCommand({ Name, GroupName }));
const remove = (Name: string) => scheduler.send(new DeleteScheduleCommand({ Name }));

describe('a schedule', () => {
  it('is given back as it was made, with what it did not say', async () => {
    const StartDate = new Date(Date.now() + 60_000);
    const said = {
      ScheduleExpression: 'cron(0 9 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      StartDate,
      Description: 'each morning',
      State: 'DISABLED' as const,
      FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 5 },
      Target: {
        ...Target,
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:dead' },
        SqsParameters: { MessageGroupId: 'g' },
      },
    };
    const { ScheduleArn } = await create('whole', said);
    expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/default/whole');
    const found = await get('whole');
    expect(found).toMatchObject({
      ...said,
      Name: 'whole',
      GroupName: 'default',
      Arn: ScheduleArn,
      ActionAfterCompletion: 'NONE',
    });
    expect(found.Target?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    expect(found.CreationDate?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is replaced as a whole by an update', async () => {
    await create('replaced', { Description: 'old', ScheduleExpressionTimezone: 'Asia/Tokyo' });
    await update('replaced', { ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2099-01-01') });
    const found = await get('replaced');
    expect(found).toMatchObject({ ScheduleExpression: 'rate(1 hour)', ScheduleExpressionTimezone: 'UTC' });
    expect(found.Description).toBeUndefined();
  });

  it('is unknown before it was made and after it was deleted', async () => {
    await expect(get('never')).rejects.toThrow(ResourceNotFoundException);
    await expect(update('never')).rejects.toThrow(ResourceNotFoundException);
    await expect(remove('never')).rejects.toThrow(ResourceNotFoundException);
    await create('short-lived');
    await remove('short-lived');
    await expect(get('short-lived')).rejects.toThrow(ResourceNotFoundException);
    await create('short-lived');
  });

  it('has a name that is taken only once in its group', async () => {
    await create('taken');
    await expect(create('taken')).rejects.toThrow(ConflictException);
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'elsewhere' }));
    await create('taken', { GroupName: 'elsewhere' });
    expect(await get('taken', 'elsewhere')).toMatchObject({ GroupName: 'elsewhere' });
  });
});

describe('a repeated request', () => {
  it('with the same client token takes effect once', async () => {
    const same = { ClientToken: 'token-1' };
    const first = await create('once', same);
    expect(await create('once', same)).toMatchObject({ ScheduleArn: first.ScheduleArn });
    await expect(create('twice', same)).rejects.toThrow(ConflictException);
  });

  it('succeeds when the SDK repeats it because the answer was lost', async () => {
    faultOnce = { dropConnection: 'after' };
    await create('lost-answer');
    faultOnce = { status: 503, afterEffect: true };
    await remove('lost-answer');
    await expect(get('lost-answer')).rejects.toThrow(ResourceNotFoundException);
  });
});

describe('groups', () => {
  it('are made, found, listed and deleted with their schedules', async () => {
    const { ScheduleGroupArn } = await scheduler.send(new CreateScheduleGroupCommand({ Name: 'posts' }));
    expect(ScheduleGroupArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule-group/posts');
    await create('in-group', { GroupName: 'posts' });
    expect(await scheduler.send(new GetScheduleGroupCommand({ Name: 'posts' }))).toMatchObject({ State: 'ACTIVE' });
    const { ScheduleGroups = [] } = await scheduler.send(new ListScheduleGroupsCommand({}));
    expect(ScheduleGroups.map(({ Name }) => Name)).toEqual(expect.arrayContaining(['default', 'posts']));
    await scheduler.send(new DeleteScheduleGroupCommand({ Name: 'posts' }));
    await expect(get('in-group', 'posts')).rejects.toThrow(ResourceNotFoundException);
    await expect(create('in-group', { GroupName: 'posts' })).rejects.toThrow(ResourceNotFoundException);
  });

  it('are refused twice; the default one stays', async () => {
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'double' }));
    await expect(scheduler.send(new CreateScheduleGroupCommand({ Name: 'double' }))).rejects.toThrow(ConflictException);
    await expect(scheduler.send(new DeleteScheduleGroupCommand({ Name: 'default' }))).rejects.toThrow(
      ValidationException,
    );
    await expect(scheduler.send(new GetScheduleGroupCommand({ Name: 'none' }))).rejects.toThrow(
      ResourceNotFoundException,
    );
  });
});

describe('a list', () => {
  const list = async (more: object) => {
    const found = await scheduler.send(new ListSchedulesCommand({ GroupName: 'listed', ...more }));
    return { names: (found.Schedules ?? []).map(({ Name }) => Name), NextToken: found.NextToken };
  };

  it('comes by group, prefix and state, page by page', async () => {
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'listed' }));
    for (const n of [1, 2, 3, 4, 5]) {
      await create(`a-${n}`, { GroupName: 'listed', State: n === 3 ? 'DISABLED' : 'ENABLED' });
    }
    await create('b-1', { GroupName: 'listed' });
    const first = await list({ NamePrefix: 'a-', MaxResults: 2 });
    expect(first.names).toEqual(['a-1', 'a-2']);
    const second = await list({ NamePrefix: 'a-', MaxResults: 2, NextToken: first.NextToken });
    expect(second.names).toEqual(['a-3', 'a-4']);
    const third = await list({ NamePrefix: 'a-', MaxResults: 2, NextToken: second.NextToken });
    expect(third).toEqual({ names: ['a-5'], NextToken: undefined });
    expect((await list({ State: 'DISABLED' })).names).toEqual(['a-3']);
    expect((await list({})).names).toHaveLength(6);
    await expect(list({ NextToken: 'garbage!' })).rejects.toThrow(ValidationException);
    await expect(list({ MaxResults: 101 })).rejects.toThrow(ValidationException);
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<CreateScheduleCommandInput>]>([
    ['no expression', { ScheduleExpression: 'tomorrow' }],
    ['a one-time schedule in the past', { ScheduleExpression: 'at(2020-01-01T00:00:00)' }],
    ['an unknown zone', { ScheduleExpressionTimezone: 'Europe/Atlantis' }],
    ['a start long ago', { ScheduleExpression: 'rate(1 hour)', StartDate: new Date(Date.now() - 3_600_000) }],
    ['an end in the past', { ScheduleExpression: 'rate(1 hour)', EndDate: new Date(Date.now() - 3_600_000) }],
    [
      'an end before the start',
      { ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2099-01-02'), EndDate: new Date('2099-01-01') },
    ],
    ['a flexible window without its length', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['a window of a week', { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 10_080 } }],
    ['more than 185 retries', { Target: { ...Target, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
    ['an event age below a minute', { Target: { ...Target, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } }],
    ['a role that is none', { Target: { ...Target, RoleArn: 'admin' } }],
    [
      'a Lambda input that is no JSON',
      { Target: { ...Target, Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f', Input: 'hello' } },
    ],
    ['an input above 256 KiB', { Target: { ...Target, Input: 'é'.repeat(131_073) } }],
    ['a name with a space', { Name: 'no spaces' }],
    ['a long name', { Name: 'x'.repeat(65) }],
  ])('%s', async (_, more) => {
    await expect(create('refused', more)).rejects.toThrow(ValidationException);
    await expect(get('refused')).rejects.toThrow(ResourceNotFoundException);
  });

  it('an unknown path, a wrong method and a body that is no object', async () => {
    expect((await fetch(`${service.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${service.url}/schedules/a/b`, { method: 'PATCH' })).status).toBe(404);
    expect((await fetch(`${service.url}/schedules/x`, { method: 'POST', body: '[1]' })).status).toBe(400);
    expect((await fetch(`${service.url}/schedules/x`, { method: 'POST', body: '{' })).status).toBe(400);
  });
});
