import { describe, expect, it } from '@jest/globals';
import { finalStates, type Outcome, runWorld, type Weather } from './support/simulated-world.ts';

/**
 * Whole worlds in virtual time: workers, queue, sweeper, tokens and YouTube, with crashes and errors at every await.
 * `SIMULATION_SEEDS=2000` runs more of them; `SIMULATION_SEED=42` replays one and prints what happened.
 */
const only = process.env.SIMULATION_SEED;
const count = Number(process.env.SIMULATION_SEEDS ?? 40);
const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];

const calm: Weather = {
  process: { crash: 0, error: 0, pause: 0 },
  queue: { lose: 0, duplicate: 0 },
  youtube: { trouble: 0, loseSession: 0, cutBody: 0, misreport: 0, rejectVideo: 0 },
  revoke: 0,
  badTitle: 0,
  calmAfterMs: 0,
};
const hour = 3600_000;

const weathers: Record<string, Weather> = {
  'nothing goes wrong': calm,
  'processes die, pause and get errors': {
    ...calm,
    process: { crash: 0.03, error: 0.03, pause: 0.02 },
    queue: { lose: 0.05, duplicate: 0.1 },
    calmAfterMs: 4 * hour,
  },
  'YouTube is in trouble': {
    ...calm,
    youtube: { trouble: 0.2, loseSession: 0, cutBody: 0.3, misreport: 0, rejectVideo: 0 },
    calmAfterMs: 4 * hour,
  },
  everything: {
    process: { crash: 0.02, error: 0.02, pause: 0.01 },
    queue: { lose: 0.05, duplicate: 0.1 },
    youtube: { trouble: 0.08, loseSession: 0.03, cutBody: 0.1, misreport: 0.02, rejectVideo: 0.05 },
    revoke: 0.2,
    badTitle: 0.1,
    calmAfterMs: 6 * hour,
  },
};
const unsettled = {
  ...calm,
  process: { crash: 0.02, error: 0.02, pause: 0.01 },
  queue: { lose: 0.2, duplicate: 0.1 },
  planned: 0.7,
  calmAfterMs: 5 * hour,
};
Object.assign(weathers, {
  'posts are planned, and hints get lost': unsettled,
  'users change their minds when posts start': { ...unsettled, secondThoughts: 0.9 },
});

/** Where only what heals goes wrong, everything must come out. */
const mustPublish = new Set([
  'nothing goes wrong',
  'processes die, pause and get errors',
  'YouTube is in trouble',
  'posts are planned, and hints get lost',
]);

describe.each(Object.entries(weathers))('%s', (name, weather) => {
  it(`never twice, never lost (${seeds.length} seeds)`, async () => {
    for (const seed of seeds) {
      const outcome = await runWorld(seed, weather);
      const broken = listBrokenInvariants(outcome, mustPublish.has(name));
      if (only !== undefined) console.log(outcome.trace.join('\n'), outcome.posts, outcome.videos);
      if (broken.length > 0) {
        throw new Error(`seed ${seed} breaks: ${broken.join('; ')}\nreplay: SIMULATION_SEED=${seed}`);
      }
    }
    expect(seeds.length).toBeGreaterThan(0);
  }, 300_000);
});

function listBrokenInvariants({ posts, videos }: Outcome, mustAllPublish: boolean): string[] {
  return posts.flatMap((post) => {
    const own = videos.filter(({ title }) => title === post.request.title);
    const visible = own.filter(({ rejected }) => !rejected);
    const problems: string[] = [];
    const check = (holds: boolean, text: string) => {
      if (!holds) problems.push(`${post.request.title}: ${text} (state ${post.state}, ${JSON.stringify(post.error)})`);
    };
    check(own.length <= 1, `${own.length} videos`);
    check(finalStates.has(post.state), 'came to no end');
    // What was stopped stays out of reach until whoever was sending it has let go.
    check(post.leaseUntil === 0 || post.error?.code === 'stopped_by_user', 'is still leased');
    if (mustAllPublish) check(post.state === 'published', 'was not published');
    if (post.state === 'published') check(own.length === 1 && own[0]?.id === post.remoteId, 'published but not there');
    if (post.state === 'published') check(own[0]?.bytes === post.sizeBytes, 'published with missing bytes');
    if (post.state === 'cancelled' || post.state === 'pending') check(own.length === 0, `${post.state} but there`);
    if (post.dueAt !== null)
      check(
        own.every(({ createdAt }) => createdAt >= Number(post.dueAt)),
        'too early',
      );
    if (post.state === 'failed') check(visible.length === 0, 'failed but visible');
    const isChosen = post.state === 'cancelled' || post.state === 'pending';
    if (post.state !== 'published' && !isChosen) check(post.error !== null, 'ended without a cause');
    return problems;
  });
}
