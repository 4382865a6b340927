import { listViolations } from './list-violations.ts';
import { runWorld, type WorldOptions } from './simulated-world.ts';
import { rulesOf, type WeatherName, weathers } from './weather.ts';

/** A world that broke something, and how to see it again. */
export interface Failure {
  readonly weather: WeatherName;
  readonly seed: number;
  readonly violations: readonly string[];
}

/** Runs one world and judges it. What a world throws is a violation as well. */
export async function judgeSeed(
  weather: WeatherName,
  seed: number,
  options: WorldOptions = {},
): Promise<Failure | undefined> {
  const violations = await runWorld(seed, weathers[weather], options).then(
    (outcome) => listViolations(outcome, rulesOf(weather)),
    (error: unknown) => [String(error)],
  );
  return violations.length === 0 ? undefined : { weather, seed, violations };
}

/** What to type to see a world again, with everything that happens in it. */
export function howToReplay({ weather, seed }: Pick<Failure, 'weather' | 'seed'>): string {
  return `SIMULATION="${weather}/${seed}" node tests/simulation/run-seeds.ts`;
}
