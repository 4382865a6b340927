import { describe, expect, it } from '@jest/globals';
import { wordsOf } from './support/build-simulated-posts.ts';
import { percentile } from './support/percentile.ts';
import { type Outcome, runWorld } from './support/simulated-world.ts';
import { calm } from './support/weather.ts';

const count = Number(process.env.SIMULATION_SEEDS ?? 60);
const seeds = Array.from({ length: count }, (_, index) => index + 1);

describe('in virtual time', () => {
  it('planned posts begin to the second, although the scheduler comes somewhere in its minute', async () => {
    const errors: Record<string, number[]> = { youtube: [], tiktok: [], instagram: [] };
    for (const seed of seeds) {
      const outcome = await runWorld(seed, { ...calm, planned: 1, skewMs: 500 });
      for (const { platform, milliseconds } of startErrors(outcome)) errors[platform]?.push(milliseconds);
    }
    for (const [platform, list] of Object.entries(errors)) {
      const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => percentile(list, share).toFixed(0));
      console.log(
        `start error of ${list.length} posts at ${platform}: p50 ${p50} ms, p99 ${p99} ms, worst ${worst} ms`,
      );
      expect(percentile(list, 0.99)).toBeLessThanOrEqual(3_000);
    }
  }, 120_000);

  it('a post whose worker died is live within 90 seconds', async () => {
    const waits: number[] = [];
    for (const seed of seeds) {
      const outcome = await runWorld(
        seed,
        { ...calm, planned: 0, processingMs: 5_000 },
        // One worker of the world dies, at any moment of its work.
        { onWorker: killOne(), bytesPerSecond: 5e7 },
      );
      waits.push(...waitsAfterDeath(outcome));
    }
    console.log(
      `live after the death of a worker: p50 ${seconds(percentile(waits, 0.5))}, worst ${seconds(percentile(waits, 1))}`,
    );
    expect(waits.length).toBeGreaterThan(count / 4);
    expect(percentile(waits, 1)).toBeLessThanOrEqual(90_000);
  }, 120_000);
});

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** Where its platform lets Hopper say when it goes live, that moment; elsewhere the moment when it was begun. */
function startErrors({ posts, history, ledger }: Outcome) {
  return posts.flatMap((post) => {
    const { platform, dueAt } = post;
    if (dueAt === null || post.request.visibility === 'private') return [];
    const live = ledger.find((row) => row.platform === platform && row.words === wordsOf(post))?.visibleAt;
    const begun = history.get(post.postId)?.find((moment) => moment.post.fence > 0)?.at;
    const at = platform === 'tiktok' ? begun : live;
    return [{ platform, milliseconds: Math.abs(Number(at) - dueAt) }];
  });
}

function killOne(): NonNullable<Parameters<typeof runWorld>[2]>['onWorker'] {
  let isDone = false;
  return (process, random, after) => {
    if (isDone || random() > 0.3) return;
    isDone = true;
    after(random() * 2_000, process.kill);
  };
}

function waitsAfterDeath({ deaths, posts, ledger }: Outcome): number[] {
  return deaths.flatMap(({ postId, at }) => {
    const post = posts.find((one) => one.postId === postId);
    const row = ledger.find((one) => post && one.platform === post.platform && one.words === wordsOf(post));
    const liveAt = row?.visibleAt ?? row?.createdAt ?? Number.POSITIVE_INFINITY;
    // It may have been out before.
    return liveAt > at ? [liveAt - at] : [];
  });
}
