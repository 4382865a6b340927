import { expect, it } from '@jest/globals';
import { runKilledTransfer } from './support/killed-transfers.ts';

const seed = Number(process.env.CHAOS_SEED ?? 7);

it(`kills up to 10 workers while a tree of 60 files goes to another Drive (seed ${seed}): each is there once, whole, and no source is in the trash before; \`npm run test:chaos transfers\` is the long form`, async () => {
  const { seconds, ...figures } = await runKilledTransfer({ files: 60, kills: 10, seed, leaseSeconds: 3 });
  process.stdout.write(`Killed transfers, seed ${seed}: ${figures.killed} kills, ${seconds.toFixed(0)} s\n`);
  expect(figures).toMatchObject({ status: 'done', problems: [] });
  // On a fast machine the last files are there before the last workers can be caught.
  expect(figures.killed).toBeGreaterThanOrEqual(5);
}, 600_000);
