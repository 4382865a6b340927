import * as publishers from './bugs-of-publishers.ts';
import * as stores from './bugs-of-stores.ts';
import type { Sabotage } from './simulated-worker.ts';
import type { WeatherName } from './weather.ts';

/** A mistake that somebody could make, put around the product's own parts. */
export interface PlantedBug {
  readonly name: string;
  /** Where it would show. */
  readonly weather: WeatherName;
  readonly sabotage: Sabotage;
}

const dying: WeatherName = 'processes die, freeze and get errors';
const minds: WeatherName = 'users change their minds when posts start';

/** The bugs that the worlds must find. */
export const plantedBugs: readonly PlantedBug[] = [
  { name: 'the fence is not checked', weather: dying, sabotage: { posts: stores.ignoreFence } },
  { name: 'a claim takes what another worker holds', weather: dying, sabotage: { posts: stores.ignoreLease } },
  { name: 'a checkpoint is acknowledged before it is stored', weather: dying, sabotage: { posts: stores.storeLate } },
  { name: 'a checkpoint is stored at the end of the turn', weather: dying, sabotage: { posts: stores.storeAtEnd } },
  { name: 'a lease is not given back', weather: 'nothing goes wrong', sabotage: { posts: stores.keepLease } },
  { name: 'a wish is lost when the post has to wait', weather: minds, sabotage: { posts: stores.loseWish } },
  {
    name: 'a new refresh token is not stored',
    weather: 'nothing goes wrong',
    sabotage: { tokens: stores.keepOldRefreshToken },
  },
  {
    name: 'nobody sweeps, and hints get lost',
    weather: 'hints get lost and the sweeper rests',
    sabotage: { hasNoSweeper: true },
  },
  {
    name: 'nobody is told that the checkpoint comes from storage',
    weather: dying,
    sabotage: { publisher: publishers.neverResume },
  },
  {
    name: 'an error after the bytes are there is believed',
    weather: 'platforms are in trouble',
    sabotage: { publisher: publishers.believeErrors },
  },
  {
    name: 'what may be there already is begun anew without a search',
    weather: 'everything',
    sabotage: { publisher: publishers.skipSearches },
  },
  {
    name: 'a planned post goes out at once',
    weather: 'nothing goes wrong',
    sabotage: { publisher: publishers.ignoreTime },
  },
  {
    name: 'a platform is not told of a new time',
    weather: minds,
    sabotage: { publisher: publishers.keepFirstTime },
  },
  {
    name: 'what has begun is taken back without asking',
    weather: minds,
    sabotage: { publisher: publishers.withdrawBlindly },
  },
];
