import { expect, it } from '@jest/globals';
import { runKilledWorkers } from './support/killed-workers.ts';

const seed = Number(process.env.CHAOS_SEED ?? 7);

it(`kills 20 workers during 30 videos on three platforms (seed ${seed}): each is out once, whole, and told so; \`npm run test:chaos workers\` is the long form`, async () => {
  const { seconds, ...verdict } = await runKilledWorkers({ videos: 30, kills: 20, seed, leaseSeconds: 3 });
  process.stdout.write(
    `Killed workers, seed ${seed}: ${verdict.killed} kills, ${verdict.posts} posts, ${seconds.toFixed(0)} s\n`,
  );
  expect(verdict).toEqual({ posts: 90, killed: 20, duplicates: [], lost: [], unknown: [] });
}, 600_000);
