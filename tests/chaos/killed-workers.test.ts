import { expect, it } from '@jest/globals';
import { runKilledWorkers } from './support/killed-workers.ts';

const seed = Number(process.env.CHAOS_SEED ?? 7);

it(`kills up to 20 workers during 30 videos on three platforms (seed ${seed}): each is out once, whole, and told so; \`npm run test:chaos workers\` is the long form`, async () => {
  const { seconds, ...verdict } = await runKilledWorkers({ videos: 30, kills: 20, seed, leaseSeconds: 3 });
  process.stdout.write(
    `Killed workers, seed ${seed}: ${verdict.killed} kills, ${verdict.posts} posts, ${seconds.toFixed(0)} s\n`,
  );
  expect(verdict).toMatchObject({ posts: 90, duplicates: [], lost: [], unknown: [] });
  // On a fast machine the last videos are out before the last workers can be caught.
  expect(verdict.killed).toBeGreaterThanOrEqual(12);
}, 600_000);
