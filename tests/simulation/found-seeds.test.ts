import { expect, it } from '@jest/globals';
import { judgeSeed } from './support/judge-seed.ts';
import type { WeatherName } from './support/weather.ts';

/** Worlds that broke something once, and why they do not any more. */
const found: readonly (readonly [WeatherName, number, string])[] = [
  ['platforms are in trouble', 5828, 'three bad answers of Instagram in a row made a post a person’s affair'],
];

it.each(found)('%s, seed %i: %s', async (weather, seed) => {
  expect(await judgeSeed(weather, seed)).toBeUndefined();
});
