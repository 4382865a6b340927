import { describe, expect, it } from '@jest/globals';
import { buildAccount, buildSimulatedPost } from './support/build-simulated-posts.ts';
import { createRandom } from './support/seeded-random.ts';
import { runWorld } from './support/simulated-world.ts';
import { calm } from './support/weather.ts';

/** `SIMULATION_GB=50` for the long form. */
const sizeBytes = Number(process.env.SIMULATION_GB ?? 10) * 1e9;
const chunkBytes = 8 * 1024 * 1024;

describe('a file that takes longer than any invocation', () => {
  it(`${sizeBytes / 1e9} GB at 10 MB/s goes through short invocations, of which some are killed`, async () => {
    const account = buildAccount('ada', 'youtube', createRandom(1));
    let invocations = 0;
    const outcome = await runWorld(
      1,
      { ...calm, processingMs: 1_000 },
      {
        accounts: [account],
        posts: (now) => [buildSimulatedPost({ account, video: 0, sizeBytes, at: null, now })],
        bytesPerSecond: 10e6,
        lambdaMs: 40_000,
        onWorker: (process, random, after) => {
          invocations += 1;
          if (random() < 0.2) after(random() * 30_000, process.kill);
        },
      },
    );
    const sentAgain = outcome.bytesReceived - sizeBytes;
    const perCut = sentAgain / outcome.deaths.length / chunkBytes;
    console.log(
      `${invocations} invocations, ${outcome.deaths.length} killed, ${(sentAgain / 1e6).toFixed(0)} MB sent again: ` +
        `${perCut.toFixed(2)} chunks a kill`,
    );
    expect(outcome.posts[0]?.state).toBe('published');
    expect(outcome.ledger).toMatchObject([{ bytes: sizeBytes, goneAt: null }]);
    expect(invocations).toBeGreaterThan(sizeBytes / 1e9);
    expect(sentAgain).toBeLessThanOrEqual(outcome.deaths.length * chunkBytes);
  }, 300_000);
});
