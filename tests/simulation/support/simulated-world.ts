import { Readable } from 'node:stream';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import { unplanned } from '../../../shared/domain/posts/build-post.ts';
import { cancelChange, cancellable } from '../../../shared/domain/posts/cancel-post.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { entryTimeOf } from '../../../shared/domain/posts/post-schedules.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import { buildYoutubeAddresses } from '../../../shared/platforms/youtube/addresses.ts';
import { createYoutubePublisher } from '../../../shared/platforms/youtube/publisher.ts';
import { createPublishWorker } from '../../../shared/worker/publish-worker.ts';
import { sweep } from '../../../shared/worker/sweep.ts';
import { buildConnection, plainVault } from '../../support/build-connection.ts';
import { buildPost } from '../../support/build-post.ts';
import { silentTimeline } from '../../support/silent-timeline.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { createMemoryPosts } from './memory-post-store.ts';
import { createMemoryTokens } from './memory-token-store.ts';
import { between, createRandom } from './seeded-random.ts';
import { createProcess, type FaultRates, type SimulatedProcess, through } from './simulated-process.ts';
import { createQueue, type Delivery, type QueueFaults } from './simulated-queue.ts';
import { createYoutubeModel, type ModelVideo, type YoutubeFaults } from './youtube-model.ts';

const minute = 60_000;
const hour = 60 * minute;
const leaseMs = 30_000;
const lambdaMs = 150_000;

/** Everything that can go wrong in a world, and for how long. */
export interface Weather {
  readonly process: FaultRates;
  readonly queue: QueueFaults;
  readonly youtube: YoutubeFaults;
  /** Chance that the user revokes the access at some time. */
  readonly revoke: number;
  /** Chance that a post has words that YouTube refuses. */
  readonly badTitle: number;
  /** Chance that a post is planned for a later time, with an entry of the scheduler. */
  readonly planned?: number;
  /** Chance that the user takes such a plan away, or moves it, around the moment at which it starts. */
  readonly secondThoughts?: number;
  /** After this time nothing goes wrong any more. */
  readonly calmAfterMs: number;
}

export interface Outcome {
  readonly posts: Post[];
  readonly videos: ModelVideo[];
  readonly trace: string[];
  readonly deadLetters: number;
}

const silence: Pick<Weather, 'process' | 'queue' | 'youtube'> = {
  process: { crash: 0, error: 0, pause: 0 },
  queue: { lose: 0, duplicate: 0 },
  youtube: { trouble: 0, loseSession: 0, cutBody: 0, misreport: 0, rejectVideo: 0 },
};
const log = { info: () => {}, warn: () => {}, error: () => {} };

/** Lets a world of a few posts live until every post has come to an end, or for three days. */
export async function runWorld(seed: number, weather: Weather): Promise<Outcome> {
  const random = createRandom(seed);
  const world = createVirtualClock();
  const begin = world.now();
  const trace: string[] = [];
  const current = () => (world.now() - begin < weather.calmAfterMs ? weather : silence);
  const posts = createMemoryPosts();
  const youtube = createYoutubeModel(world, random, () => current().youtube);
  const tokens = createMemoryTokens(buildConnection({ accessExpiresAt: begin }));
  let processes = 0;
  let grants = 0;
  let revoked = false;

  const provider: Pick<OAuthProvider, 'refresh'> = {
    refresh: async () => {
      if (revoked) throw new PlatformError('reauthorize', 'invalid_grant', 'Connect again.');
      const accessToken = `token-${++grants}`;
      youtube.tokens.set(accessToken, world.now() + hour);
      return { accessToken, refreshToken: null, expiresInSeconds: 3600, scopes: [] };
    },
  };

  function startProcess(): SimulatedProcess {
    const name = ++processes;
    const note = (text: string) => void trace.push(`${(world.now() - begin) / 1000} s: process ${name} ${text}`);
    const skewMs = Math.round(between(random, -1_000, 1_000));
    return createProcess(world, { random, rates: () => current().process, skewMs, note });
  }

  function accessTokensOf(process: SimulatedProcess, { ownerId, connectionId }: Post) {
    const refusing: OAuthProvider = { ...unusedProvider, ...through(process, 'oauth', provider) };
    return createAccessTokens(
      { tokens: through(process, 'tokens', tokens), vault: plainVault, provider: () => refusing, clock: process.clock },
      ownerId,
      connectionId,
    );
  }

  /** One Lambda invocation with one message. */
  async function invoke(delivery: Delivery): Promise<void> {
    const process = startProcess();
    const stopTimeout = world.after(lambdaMs, process.kill);
    const work = createPublishWorker({
      posts: through(process, 'posts', posts),
      hints: through(process, 'queue', queue),
      visibility: through(process, 'queue', queue),
      media: {
        open: (_key, start, end) => process.call('media.open', () => openNumbered(start, end)),
        size: async (key) => posts.all().find(({ objectKey }) => objectKey === key)?.sizeBytes,
        share: async () => 'https://bucket.example/object',
      },
      publisher: () =>
        createYoutubePublisher(addresses, (request) =>
          process.call(
            `${request.method} ${request.headers['content-range'] ?? request.url.pathname}`,
            () => youtube.handle(request),
            request.signal,
          ),
        ),
      accessTokens: (post) => accessTokensOf(process, post),
      circuits: through(process, 'circuits', tokens),
      timeline: () => silentTimeline,
      clock: process.clock,
      random,
      leaseMs,
      log,
    });
    const hint = { ...delivery, platform: 'youtube' } as const;
    const done = work(hint, process.clock.now() + lambdaMs).then(
      () => 'done' as const,
      () => 'failed' as const,
    );
    const outcome = await Promise.race([done, process.died]);
    stopTimeout();
    if (outcome === 'done') delivery.delete();
  }

  const queue = createQueue(world, random, () => current().queue, invoke);

  function runSweeper(): void {
    const process = startProcess();
    const deps = {
      work: through(process, 'work', posts),
      hints: through(process, 'queue', queue),
      videos: { find: async () => undefined, remove: async () => undefined },
      media: { abort: async () => undefined, remove: async () => undefined },
      clock: process.clock,
      log,
    };
    sweep(deps, process.clock.now() + minute).catch(() => undefined);
    world.after(minute, runSweeper);
  }

  /** The scheduler: its hint comes somewhere in its minute. */
  function fireAhead(post: Post): void {
    const at = entryTimeOf(post.notBefore) + between(random, 0, minute);
    world.after(at - world.now(), () => void queue.send('youtube', post));
  }

  /** A user who moves the plan, takes it away or cancels the post, minutes before or after it starts. */
  function haveSecondThoughts(post: Post): void {
    if (random() >= (weather.secondThoughts ?? 0)) return;
    const deed = Math.floor(random() * 3);
    world.after(post.notBefore - begin + between(random, -3 * minute, 3 * minute), async () => {
      const now = world.now();
      if (deed === 0) {
        const moved = await posts.transition(post, ['scheduled'], timingAt(now + hour), now);
        if (moved) fireAhead(moved);
      } else if (deed === 1) await posts.transition(post, ['scheduled'], unplanned, now);
      else await posts.transition(post, cancellable, cancelChange, now, { takeOver: true });
    });
  }

  const all = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => {
    const post = buildSimulatedPost(index, begin);
    const at = Math.round(between(random, 20 * minute, 3 * hour));
    return weather.planned && random() < weather.planned ? planAt(post, begin + at) : post;
  });
  await posts.create(all.map((post) => (random() < weather.badTitle ? withBadTitle(post) : post)));
  for (const post of all) {
    if (post.state === 'scheduled') {
      fireAhead(post);
      haveSecondThoughts(post);
      continue;
    }
    // A user's double click, and the first hint that gets lost sometimes.
    const hints = random() < 0.2 ? 2 : 1;
    for (let hint = 0; hint < hints; hint += 1) await queue.send('youtube', post);
  }
  world.after(minute, runSweeper);
  if (random() < weather.revoke) {
    world.after(between(random, 0, hour), () => {
      revoked = true;
      youtube.tokens.clear();
    });
  }
  await world.runUntil(begin + 72 * hour, () => posts.all().every(({ state }) => finalStates.has(state)));
  // Whoever is still running may do what it wants to do now.
  await world.runUntil(world.now() + hour);
  return { posts: posts.all(), videos: youtube.videos, trace, deadLetters: queue.deadLetters.length };
}

export const finalStates: ReadonlySet<string> = new Set([
  'published',
  'failed',
  'needs_check',
  'reconnect',
  'pending',
  'cancelled',
]);

function planAt(post: Post, dueAt: number): Post {
  return { ...post, ...timingAt(dueAt) };
}

function timingAt(dueAt: number) {
  return { state: 'scheduled', notBefore: dueAt, dueAt } as const;
}

const addresses = buildYoutubeAddresses('https://youtube.example');

function buildSimulatedPost(index: number, createdAt: number): Post {
  const sizes = [5_000, 300_000, 9_000_000, 20_000_001];
  const videoId = `01JD000000000000000000000${index}`;
  const sizeBytes = sizes[index % sizes.length] ?? 1;
  const plain = buildPost({ videoId, sizeBytes, createdAt, filename: `file-${index}.mp4` });
  return { ...plain, request: { ...plain.request, title: `Video ${index}` } };
}

function withBadTitle(post: Post): Post {
  return { ...post, request: { ...post.request, title: `<${post.request.title}` } };
}

/** A part of a file whose first bytes say where it begins. */
function openNumbered(start: number, end: number): Readable {
  const first = Buffer.alloc(Math.max(8, Math.min(end - start + 1, 1024)));
  first.writeBigUInt64BE(BigInt(start));
  return Readable.from([first]);
}

const unused = async () => {
  throw new Error('The worker has no use for this.');
};
const unusedProvider: OAuthProvider = {
  requiredScopes: [],
  authorizeUrl: unused,
  exchangeCode: unused,
  refresh: unused,
  revoke: unused,
  fetchAccount: unused,
};
