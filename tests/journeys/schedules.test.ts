import { fileURLToPath } from 'node:url';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

let stack: Stack;
let user: HopperUser;
let scheduler: SchedulerClient;
beforeAll(async () => {
  stack = await startStack({ env: { SIM_AUTO_CONSENT: '1' } });
  user = await registerUser(stack.url);
  await user.connect('youtube');
  const { services, region, ...credentials } = await stack.endpoints();
  scheduler = new SchedulerClient({ endpoint: services.scheduler ?? '', region, credentials });
}, 60_000);
afterAll(async () => {
  scheduler?.destroy();
  await stack?.stop();
}, 30_000);

const entries = async () =>
  ((await scheduler.send(new ListSchedulesCommand({ GroupName: 'hopper-local' }))).Schedules ?? []).map(
    ({ Name }) => Name,
  );
const entriesOfPosts = async () => (await entries()).filter((name) => name?.startsWith('01'));

it('a plan has an entry of the scheduler while it stands, moves with it, and goes with it', async () => {
  const { id } = await user.upload(clip, 'planned.mp4');
  const params = { videoId: id };
  const body = { scheduled_time: '2027-03-14T02:30', time_zone: 'America/New_York' };
  await expect(user.client.putSchedule({ params, body })).rejects.toMatchObject({ code: 'nonexistent_time' });
  const planned = await user.client.putSchedule({ params, body: { ...body, disambiguation: 'later' } });
  expect(planned).toMatchObject({ status: 'scheduled', scheduled_time: '2027-03-14T07:30:00.000Z' });
  expect(await entriesOfPosts()).toEqual([planned.posts[0]?.id]);
  await user.client.putSchedule({ params, body: { scheduled_time: inSeconds(86_400) } });
  expect(await entriesOfPosts()).toEqual([planned.posts[0]?.id]);
  expect(await user.client.cancelScheduled()).toEqual({ ok: true, cancelled: 1 });
  expect(await entriesOfPosts()).toEqual([]);
  expect(await user.client.getVideo({ params })).toMatchObject({ status: 'pending', scheduled_time: null });
  await user.client.deleteVideo({ params });
}, 60_000);

it('what is planned for soon is out soon after, once, and not before', async () => {
  const { id } = await user.upload(clip, 'soon.mp4');
  const params = { videoId: id };
  const dueAt = inSeconds(8);
  const planned = await user.client.putSchedule({ params, body: { scheduled_time: dueAt } });
  expect(planned).toMatchObject({ status: 'scheduled', scheduled_time: dueAt });
  await user.waitFor(id, ({ status }) => status !== 'scheduled');
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(dueAt));
  await user.waitFor(id, ({ status }) => status === 'uploaded', 60);
  expect(await stack.ledger()).toHaveLength(1);
}, 90_000);
