import { describe, expect, it } from '@jest/globals';
import { howToReplay, judgeSeed } from './support/judge-seed.ts';
import { weatherNames } from './support/weather.ts';

/**
 * Whole worlds in virtual time: users, API, scheduler, queues, workers, sweeper, tokens and three platforms, with crashes
 * and errors at every await. `SIMULATION_SEEDS=2000` runs more of each kind; `node tests/simulation/run-seeds.ts` runs
 * thousands, and replays one.
 */
const count = Number(process.env.SIMULATION_SEEDS ?? 60);

describe.each(weatherNames)('%s', (weather) => {
  it(`never twice, never lost, never early, never against its user's will (${count} seeds)`, async () => {
    for (let seed = 1; seed <= count; seed += 1) {
      const failure = await judgeSeed(weather, seed);
      if (failure) throw new Error(`${failure.violations.join('; ')}\nreplay: ${howToReplay(failure)}`);
    }
    expect(count).toBeGreaterThan(0);
  }, 300_000);
});
