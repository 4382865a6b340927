import { expect, it } from '@jest/globals';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTime, createYoutubePost, insist, type YoutubePost } from './support/youtube-post.ts';

/** Simulated YouTube with limits that are reached at once. */
async function withLimits(
  youtube: Record<string, number>,
  use: (world: {
    simulator: YoutubeSimulator;
    time: ReturnType<typeof createTime>;
    post: (dueAt?: number) => Promise<YoutubePost>;
  }) => Promise<void>,
): Promise<void> {
  const simulator = await startYoutubeSimulator({ youtube });
  try {
    const time = createTime(simulator);
    await use({ simulator, time, post: (dueAt) => createYoutubePost(simulator, time, { dueAt: dueAt ?? null }) });
  } finally {
    await simulator.close();
  }
}

const hourInCalifornia = (instant: number) =>
  Number(
    new Date(instant).toLocaleString('en-US', { timeZone: 'America/Los_Angeles', hour: 'numeric', hourCycle: 'h23' }),
  );

it('when the project has had its uploads of the day, the next one goes out after midnight in California', () =>
  withLimits({ dailyInserts: 1 }, async ({ simulator, time, post }) => {
    await (await post()).advance();
    const second = await post();
    const { result, errors } = await insist(time, () => second.advance());
    expect(errors.map(({ kind, causeCode }) => [kind, causeCode])).toEqual([['quota', 'projectUploadsExceeded']]);
    expect(hourInCalifornia(time.now())).toBeLessThanOrEqual(1);
    expect(result).toMatchObject({ state: 'published' });
    expect(await simulator.stat('videosCreated')).toBe(2);
  }));

it('when the quota ends between the last byte and the outcome, that is heard on the next day and nothing is sent again', () =>
  withLimits({ dailyUnits: 1, processingSeconds: 60 }, async ({ simulator, time, post }) => {
    const one = await post();
    const { result, errors } = await insist(time, () => one.advance());
    expect(errors.map(({ kind, causeCode }) => [kind, causeCode])).toEqual([['quota', 'quotaExceeded']]);
    expect(result).toMatchObject({ state: 'published' });
    expect(await one.onChannel()).toHaveLength(1);
    expect(await simulator.stat('requests.videos.insert')).toBe(1);
  }));

it('when the quota ends while a video waits, its withdrawal waits for the next day, or for its time', () =>
  withLimits({ dailyUnits: 60 }, async ({ time, post }) => {
    const first = await post(time.now() + 40 * 3600_000);
    const second = await post(time.now() + 40 * 3600_000);
    await first.advance();
    await second.advance();
    expect(await first.withdraw()).toEqual({ state: 'withdrawn' });
    const { result, errors } = await insist(time, () => second.withdraw());
    expect(errors.map(({ kind }) => kind)).toEqual(['quota']);
    expect(errors[0]?.userMessage).toMatch(/opens at .* UTC.*could not delete it\..*midnight Pacific/);
    expect(result).toEqual({ state: 'withdrawn' });
    expect([...(await first.onChannel()), ...(await second.onChannel())]).toEqual([]);
  }));

it('when the channel has had its uploads of the day, the next one goes out a day later', () =>
  withLimits({ channelDailyUploads: 1 }, async ({ time, post }) => {
    await (await post()).advance();
    const second = await post();
    const before = time.now();
    const { result, errors } = await insist(time, () => second.advance());
    expect(errors.map(({ causeCode }) => causeCode)).toEqual(['uploadLimitExceeded']);
    expect(time.now() - before).toBeGreaterThanOrEqual(24 * 3600_000);
    expect(result).toMatchObject({ state: 'published' });
  }));
