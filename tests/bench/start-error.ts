// How far from their second planned posts start, over three platforms, while the local scheduler fires up to 59 s late and
// loses a third of what it fires (the sweeper's minutes too): `node tests/bench/start-error.ts [first minute] [last minute]`.
// Due times are spread evenly between the two, counted from the start (16 and 20: beyond what a queue can delay).
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type HopperUser, registerUser, type VideoView } from '../support/hopper-user.ts';
import { startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const platforms = ['youtube', 'tiktok', 'instagram'] as const;
/** Each of them one post at every platform: together 60. */
const videoCount = 20;
const goalSeconds = 3;
/** TikTok takes six a minute of an account, and there are two: less time for all would measure that. */
const shortestSpanMinutes = 2;
const [firstMinute = 16, lastMinute = 20] = process.argv.slice(2).map(Number);
if (lastMinute - firstMinute < shortestSpanMinutes) throw new Error(`At least ${shortestSpanMinutes} minutes, please.`);

const late = (ms: number, probability: number) => ({ kind: 'delay', ms, probability });
const rules = [late(15_000, 0.3), late(40_000, 0.3), late(59_000, 0.3), { kind: 'lose', probability: 0.33 }].map(
  (rule) => ({
    service: 'scheduler',
    operation: 'Deliver',
    count: null,
    ...rule,
  }),
);

interface Planned {
  readonly user: HopperUser;
  readonly videoId: string;
  readonly title: string;
  readonly dueAt: number;
}

async function plan(user: HopperUser, index: number, dueAt: number): Promise<Planned> {
  const title = `start ${index}`;
  const { id: videoId } = await user.upload(clip, `${title}.mp4`);
  await user.waitFor(videoId, ({ media }) => media !== null);
  const body = { scheduled_time: new Date(dueAt).toISOString() };
  const { posts } = await user.client.putSchedule({ params: { videoId }, body });
  if (posts.length !== platforms.length) throw new Error(`Only ${posts.length} posts were planned.`);
  return { user, videoId, title, dueAt };
}

/** When the platform was first called for a post, epoch ms. */
async function firstCallAt({ user, videoId }: Planned, postId: string): Promise<number> {
  const { events } = await user.client.getTimeline({ params: { videoId, postId }, query: {} });
  return Date.parse(events.flatMap(({ calls }) => calls)[0]?.at ?? '');
}

/** Seconds from the due time until others see it or, at TikTok, where nothing lands ahead, until the platform is asked. */
async function errorOf(planned: Planned, { id, platform, remote_id }: VideoView['posts'][number]): Promise<number> {
  if (platform === 'tiktok') return ((await firstCallAt(planned, id)) - planned.dueAt) / 1000;
  const row = (await stack.ledger()).find((entry) => entry.platform === platform && entry.remoteId === remote_id);
  return (Date.parse(row?.publishedAt ?? '') - planned.dueAt) / 1000;
}

/** Prints the steps of a post that was late, in seconds from its due time. */
async function explain({ user, videoId, title, dueAt }: Planned, postId: string): Promise<void> {
  const { events } = await user.client.getTimeline({ params: { videoId, postId }, query: {} });
  const fromDue = (at: string) => ((Date.parse(at) - dueAt) / 1000).toFixed(2);
  for (const { at, kind, calls } of events) {
    const told = calls.map(
      (call) => `${call.address} ${call.status} at ${fromDue(call.at)} for ${call.milliseconds} ms`,
    );
    console.log(`${title} ${postId.slice(-6)}: ${fromDue(at)} ${kind} ${told.join(', ')}`);
  }
}

function report(name: string, errors: readonly number[]): void {
  const sorted = errors.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2);
  console.log(
    `${name}: ${sorted.length} posts, p50 ${at(0.5)} s, p99 ${at(0.99)} s, first ${at(0)} s, last ${at(1)} s`,
  );
}

const stack = await startStack();
try {
  const users = await Promise.all(
    ['ada', 'ben'].map(async (account) => {
      const user = await registerUser(stack.url);
      for (const platform of platforms) await user.connect(platform, account);
      await user.client.setGlobalSettings({ body: { title_template: '{filename}' } });
      await user.client.setYoutubeSettings({ body: { visibility: 'public' } });
      return user;
    }),
  );
  await stack.faults(rules, 7);
  const begin = Date.now();
  const stepMs = ((lastMinute - firstMinute) * 60_000) / (videoCount - 1);
  const all: Planned[] = [];
  for (let index = 0; index < videoCount; index += 1) {
    const user = users[index % users.length];
    if (!user) throw new Error('Nobody there.');
    // Not at whole seconds.
    all.push(await plan(user, index, Math.round(begin + firstMinute * 60_000 + index * stepMs)));
  }
  console.log(`${all.length * platforms.length} posts planned after ${((Date.now() - begin) / 1000).toFixed(0)} s`);
  await delay(Math.max(0, (all.at(-1)?.dueAt ?? 0) - Date.now()));
  const errors = new Map<string, number[]>(platforms.map((platform) => [platform, []]));
  for (const planned of all) {
    const isOut = ({ status }: VideoView) => status === 'uploaded';
    const { posts } = await planned.user.waitFor(planned.videoId, isOut, 300);
    for (const post of posts) {
      const seconds = await errorOf(planned, post);
      errors.get(post.platform)?.push(seconds);
      if (seconds > goalSeconds) await explain(planned, post.id);
    }
  }
  for (const [platform, values] of errors) report(platform, values);
  report(`all (goal p99 ≤ ${goalSeconds} s)`, [...errors.values()].flat());
} finally {
  await stack.stop();
}
