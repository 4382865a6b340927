import { describe, expect, it } from '@jest/globals';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { buildAccount, buildSimulatedPost } from './support/build-simulated-posts.ts';
import { listViolations } from './support/list-violations.ts';
import { percentile } from './support/percentile.ts';
import { createRandom } from './support/seeded-random.ts';
import { runWorld } from './support/simulated-world.ts';
import { calm } from './support/weather.ts';

/** `SIMULATION_SAME_SECOND=10000` for the long form. */
const count = Number(process.env.SIMULATION_SAME_SECOND ?? 300);

describe('posts that are due in the same second', () => {
  it(`${count} at three platforms, 20 workers each: all are live, none twice, and hints do not multiply`, async () => {
    const random = createRandom(1);
    const wanted = Array.from({ length: count }, (_, index) => {
      const platform = platformNames[index % platformNames.length] ?? 'youtube';
      return { account: buildAccount(`user-${Math.floor(index / 3)}`, platform, random), video: index };
    });
    const weather = { ...calm, processingMs: 60_000, skewMs: 500 };
    const outcome = await runWorld(1, weather, {
      accounts: wanted.map(({ account }) => account),
      posts: (now) =>
        wanted.map(({ account, video }) =>
          buildSimulatedPost({ account, video, sizeBytes: 5_000_000, at: now + 3 * 3600_000, now }),
        ),
      concurrency: 20,
    });
    expect(listViolations(outcome, { mustPublish: true, skewMs: 1_000 })).toEqual([]);
    const late = outcome.ledger.map(({ visibleAt, createdAt }) => (visibleAt ?? createdAt) - dueAt(outcome.posts));
    for (const platform of platformNames) {
      const own = late.filter((_, index) => outcome.ledger[index]?.platform === platform);
      const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => (percentile(own, share) / 1000).toFixed(1));
      console.log(`${platform}: live ${p50} s (p50), ${p99} s (p99), ${worst} s (last) after the second`);
    }
    console.log(`${(outcome.hints / count).toFixed(1)} hints a post`);
    expect(outcome.hints / count).toBeLessThanOrEqual(20);
  }, 1_800_000);
});

function dueAt(posts: readonly { readonly dueAt: number | null }[]): number {
  return Number(posts[0]?.dueAt);
}
