import { describe, expect, it } from '@jest/globals';
import { type Failure, judgeSeed } from './support/judge-seed.ts';
import { plantedBugs } from './support/planted-bugs.ts';

/** Worlds that find nothing prove nothing: each of these mistakes must be found soon. */
const mostSeeds = 500;

describe('a bug that is put in is found', () => {
  it.each(plantedBugs)(
    '$name',
    async ({ name, weather, sabotage }) => {
      let found: Failure | undefined;
      for (let seed = 1; seed <= mostSeeds && !found; seed += 1) found = await judgeSeed(weather, seed, { sabotage });
      console.log(`${name}: ${found ? `seed ${found.seed}, ${found.violations[0]}` : 'not found'}`);
      expect(found).toBeDefined();
    },
    300_000,
  );
});
