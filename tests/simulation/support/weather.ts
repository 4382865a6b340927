import { noPlatformFaults, type PlatformFaults } from './platforms/platform-model.ts';
import type { FaultRates } from './simulated-process.ts';
import type { QueueFaults } from './simulated-queue.ts';

/** What goes wrong while it lasts. */
export interface Troubles {
  readonly process: FaultRates;
  readonly queue: QueueFaults;
  readonly platform: PlatformFaults;
  readonly scheduler: { readonly lose: number; readonly duplicate: number };
  /** Answers of token endpoints that get lost. */
  readonly grants: number;
  /** Chance of every run of the sweeper that it is the last one for up to half an hour. */
  readonly sweeperOff: number;
  /** How far clocks are off, milliseconds either way. */
  readonly skewMs: number;
}

/** What kind of world it is, and for how long things go wrong in it. */
export interface Weather extends Troubles {
  /** Chance that a post is planned for a later time. */
  readonly planned: number;
  /** Chance of a user's change of mind, drawn again after each. */
  readonly deeds: number;
  /** Chance that an account's owner takes the access away, for good. */
  readonly revoke: number;
  /** Chance that a post has words that its platform refuses. */
  readonly badWords: number;
  /** How long a platform works on a video at most, where nothing is slow. */
  readonly processingMs: number;
  /** After this time nothing goes wrong any more. */
  readonly calmAfterMs: number;
}

export const silence: Troubles = {
  process: { crash: 0, error: 0, pause: 0 },
  queue: { lose: 0, duplicate: 0, late: 0 },
  platform: noPlatformFaults,
  scheduler: { lose: 0, duplicate: 0 },
  grants: 0,
  sweeperOff: 0,
  skewMs: 0,
};

const hour = 3600_000;

export const calm: Weather = {
  ...silence,
  planned: 0.5,
  deeds: 0,
  revoke: 0,
  badWords: 0,
  processingMs: 200_000,
  calmAfterMs: 0,
};

const dying = { crash: 0.02, error: 0.02, pause: 0.01 };
const unreliable = { lose: 0.1, duplicate: 0.1, late: 0.05 };

/** Worlds by what goes wrong in them. Names are for people; seeds replay only together with their name. */
export const weathers = {
  'nothing goes wrong': calm,
  'processes die, freeze and get errors': {
    ...calm,
    process: { crash: 0.03, error: 0.03, pause: 0.02 },
    queue: { lose: 0.05, duplicate: 0.1, late: 0 },
    grants: 0.02,
    skewMs: 1_000,
    calmAfterMs: 5 * hour,
  },
  'platforms are in trouble': {
    ...calm,
    platform: { ...noPlatformFaults, trouble: 0.15, slowProcessing: 0.1, quota: 0.01 },
    grants: 0.05,
    calmAfterMs: 5 * hour,
  },
  'hints get lost and the sweeper rests': {
    ...calm,
    process: dying,
    queue: { lose: 0.3, duplicate: 0.2, late: 0.2 },
    scheduler: { lose: 0.5, duplicate: 0.3 },
    sweeperOff: 0.05,
    skewMs: 1_000,
    planned: 0.8,
    calmAfterMs: 5 * hour,
  },
  'users change their minds when posts start': {
    ...calm,
    process: dying,
    queue: unreliable,
    platform: { ...noPlatformFaults, trouble: 0.05 },
    scheduler: { lose: 0.1, duplicate: 0.1 },
    skewMs: 1_000,
    planned: 0.9,
    deeds: 0.8,
    calmAfterMs: 6 * hour,
  },
  'platforms are down for an hour': {
    ...calm,
    platform: { ...noPlatformFaults, trouble: 1 },
    grants: 1,
    calmAfterMs: hour,
  },
  'clocks are up to five minutes off': {
    ...calm,
    process: dying,
    queue: unreliable,
    skewMs: 5 * 60_000,
    calmAfterMs: 5 * hour,
  },
  everything: {
    process: dying,
    queue: unreliable,
    platform: {
      trouble: 0.05,
      misreport: 0.02,
      loseUpload: 0.03,
      rejectVideo: 0.05,
      slowProcessing: 0.1,
      quota: 0.005,
    },
    scheduler: { lose: 0.1, duplicate: 0.1 },
    grants: 0.02,
    sweeperOff: 0.02,
    skewMs: 1_000,
    planned: 0.5,
    deeds: 0.4,
    revoke: 0.1,
    badWords: 0.05,
    processingMs: 200_000,
    calmAfterMs: 6 * hour,
  },
} satisfies Record<string, Weather>;

export type WeatherName = keyof typeof weathers;
export const weatherNames = Object.keys(weathers).filter((name): name is WeatherName => name in weathers);

/** Where only what heals goes wrong, everything that its user still wants must come out. */
export function rulesOf(weather: WeatherName) {
  const { skewMs } = weathers[weather];
  return { mustPublish: weather !== 'everything', isCalm: weather === 'nothing goes wrong', skewMs };
}
