import { describe, expect, it } from '@jest/globals';
import { viewVideo } from '../../functions/videos/view-videos.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { type PlanWish, planAll } from '../../web/calendar/plan/plan-all.ts';
import type { ConnectedAccount } from '../../web/data/api.ts';
import { createSchedulesWorld, now } from '../schedules/schedules-world.ts';
import fc from '../support/fast-check.ts';

type World = ReturnType<typeof createSchedulesWorld>;

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
];
const states = ['pending', 'failed', 'cancelled', 'scheduled', 'published', 'uploading', 'needs_check'] as const;
const connections = [
  { id: 'channel', platform: 'youtube' },
  { id: 'second', platform: 'youtube' },
  { id: 'tiktok-1', platform: 'tiktok' },
  { id: 'insta', platform: 'instagram' },
] as const;

function accountsOf(world: World): ConnectedAccount[] {
  return [...world.connections.values()].map(
    ({ connectionId, platform, enabled }) => ({ id: connectionId, platform, enabled }) as unknown as ConnectedAccount,
  );
}

/** What the page shows before, and what the rows say after. */
async function compare(world: World, wish: PlanWish) {
  const records = [...world.videos.values()].toSorted((one, other) => (one.position < other.position ? -1 : 1));
  const videos = await Promise.all(records.map((video) => viewVideo(world.deps, video)));
  const { planned, leftOut } = planAll(videos, accountsOf(world), wish, now);
  const before = new Map(world.posts.all().map((post) => [post.postId, post]));
  const answer = await world.upload(wish).catch((error: { code: string }) => ({
    code: error.code,
    refused: [] as { video_id: string; connection_id: string }[],
  }));
  const changed = world.posts.all().filter((post) => isChanged(post, before.get(post.postId)));
  const show = (rows: [string, string, number | null][]) => rows.map((row) => row.join(' ')).toSorted();
  return {
    foreseen: show(
      planned.flatMap(({ video, accounts, at = null, isNow }) =>
        accounts.map(({ id }): [string, string, number | null] => [video.id, id, isNow ? null : at]),
      ),
    ),
    happened: show(changed.map(({ videoId, connectionId, dueAt }) => [videoId, connectionId, dueAt])),
    foreseenRefused: show(
      leftOut.flatMap(({ video, accounts }) => accounts.map(({ id }): [string, string, null] => [video.id, id, null])),
    ),
    refused: show(answer.refused.map(({ video_id: id, connection_id: at }): [string, string, null] => [id, at, null])),
    answer,
  };
}

function isChanged(post: Post, before: Post | undefined): boolean {
  return JSON.stringify(post) !== JSON.stringify(before);
}

const spaced: PlanWish = {
  mode: 'spaced',
  interval_value: 1,
  interval_unit: 'days',
  first_immediately: false,
  time_zone: 'Europe/Berlin',
};

describe('planAll foresees what POST /api/upload does', () => {
  it('for any queue, any destinations and any spacing', async () => {
    const post = fc.record({ account: fc.integer({ min: 0, max: 3 }), state: fc.constantFrom(...states) });
    const queue = fc.array(fc.uniqueArray(post, { maxLength: 3, selector: ({ account }) => account }), {
      maxLength: 6,
    });
    const wish = fc.record({
      mode: fc.constant('spaced' as const),
      interval_value: fc.integer({ min: 1, max: 40 }),
      interval_unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const),
      first_immediately: fc.boolean(),
      time_zone: fc.constantFrom(...zones),
    });
    const enabled = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    const refused = fc.option(fc.constantFrom('youtube' as const, 'tiktok' as const), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(queue, wish, enabled, refused, async (videos, wished, isEnabled, platform) => {
        const world = createSchedulesWorld();
        connections.forEach(({ id, platform: name }, index) => {
          world.connect(id, { platform: name, enabled: isEnabled[index] ?? true });
        });
        if (platform) world.refusals.set(platform, 'Too long.');
        for (const [index, posts] of videos.entries()) {
          const video = world.addVideo(index + 1);
          for (const { account, state } of posts) {
            const { id, platform: name } = connections[account] ?? connections[0];
            const dueAt = state === 'scheduled' ? now + 3_600_000 : null;
            await world.addPost(video, id, {
              platform: name,
              state,
              dueAt,
              remoteId: state === 'published' ? 'r' : null,
            });
          }
        }
        const { foreseen, happened, foreseenRefused, refused: told } = await compare(world, wished);
        expect(happened).toEqual(foreseen);
        // Where nothing at all can be posted the answer is an error that names them otherwise.
        if (happened.length > 0) expect(told).toEqual(foreseenRefused);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the time of day when clocks are set', async () => {
    const world = createSchedulesWorld();
    world.connect('channel');
    for (let number = 1; number <= 9; number += 1) world.addVideo(number);
    const wish = { ...spaced, interval_value: 20, time_zone: 'America/New_York' };
    const { foreseen, happened } = await compare(world, wish);
    expect(happened).toHaveLength(9);
    expect(happened).toEqual(foreseen);
  });

  it.each([
    ['exact', '2027-01-02T09:00', undefined],
    ['the earlier one of two', '2027-10-31T02:30', 'earlier'],
    ['the later one of two', '2027-10-31T02:30', 'later'],
    ['before the gap', '2027-03-28T02:30', 'earlier'],
    ['after the gap', '2027-03-28T02:30', 'later'],
  ] as const)('at one time: %s', async (_what, time, disambiguation) => {
    const world = createSchedulesWorld();
    world.connect('channel');
    for (const number of [1, 2]) world.addVideo(number);
    const wish = { mode: 'specific_time', start_time: time, time_zone: 'Europe/Berlin' } as const;
    const { foreseen, happened } = await compare(world, { ...wish, ...(disambiguation && { disambiguation }) });
    expect(happened).toHaveLength(2);
    expect(happened).toEqual(foreseen);
  });

  it.each(['2027-10-31T02:30', '2027-03-28T02:30', ''])('says no time where the API asks which: "%s"', async (time) => {
    const world = createSchedulesWorld();
    world.connect('channel');
    const video = await viewVideo(world.deps, world.addVideo());
    const wish = { mode: 'specific_time', start_time: time, time_zone: 'Europe/Berlin' } as const;
    expect(planAll([video], accountsOf(world), wish, now).planned).toMatchObject([{ at: undefined }]);
  });
});
