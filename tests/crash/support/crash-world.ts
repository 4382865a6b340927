import { Readable } from 'node:stream';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import { announcePosts } from '../../../shared/domain/posts/announce-posts.ts';
import { cancelChange, cancellable } from '../../../shared/domain/posts/cancel-post.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { claimableStates } from '../../../shared/domain/posts/post-state.ts';
import type { Publisher, VideoSource } from '../../../shared/domain/posts/publisher.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import type { Send } from '../../../shared/platforms/send.ts';
import { createPublishWorker, type WorkerDeps } from '../../../shared/worker/publish-worker.ts';
import { sweep } from '../../../shared/worker/sweep.ts';
import { createMemoryPosts, type MemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { createMemoryTokens } from '../../simulation/support/memory-token-store.ts';
import { plainVault } from '../../support/build-connection.ts';
import { silentTimeline } from '../../support/silent-timeline.ts';
import { createActivity } from './activity.ts';
import { createHiddenHints, type HiddenHints, type ReceivedHint } from './hidden-hints.ts';
import type { SteppedClock } from './stepped-clock.ts';
import type { OutsideCall, Strike } from './strike.ts';
import { type StruckProcess, startStruckProcess } from './struck-process.ts';

const leaseMs = 30_000;
const turnMs = 150_000;
const sweepEveryMs = 60_000;
/** Nothing that is swept here takes longer than this, whatever happens to it. */
const longestMs = 3 * 24 * 3600_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };

/** One video on its way to one platform. */
export interface CrashWorld {
  /** The time of the workers and of the simulator. */
  readonly clock: SteppedClock;
  readonly strike?: Strike | undefined;
  readonly post: Post;
  readonly source: VideoSource;
  /** Files beside the video, by object key. */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** The first access token has ended, so that a run has to refresh it. */
  readonly connection: Connection;
  /** The platform's own code, over a `send` that the strike may hit. */
  readonly publisher: (send: Send) => Publisher;
  readonly oauth: (send: Send) => OAuthProvider;
  /** Makes the simulator break its next answer off in the middle. */
  readonly halveNextAnswer: () => Promise<void>;
  /** What the simulator does by itself in real time has come to an end. */
  readonly simulatorSettled?: () => Promise<void>;
  /** When the user cancels the post, epoch ms. */
  readonly cancelAt?: number;
}

/** Posts the video over rows and hints in memory until it rests and no process is left that could still do something. */
export async function postThrough(world: CrashWorld): Promise<{ post: Post; calls: readonly OutsideCall[] }> {
  const { clock, strike } = world;
  const posts = createMemoryPosts();
  const tokens = createMemoryTokens({ ...world.connection, accessExpiresAt: clock.now() });
  const hints = createHiddenHints(clock);
  const calls: OutsideCall[] = [];
  const activity = createActivity();
  const createdAt = clock.now();
  const post = { ...world.post, createdAt, updatedAt: createdAt, notBefore: Math.max(createdAt, world.post.notBefore) };
  const cancel = async () => {
    const change = (stored: Post) => cancelChange(stored, platformRules[post.platform].timing, clock.now());
    const changed = await posts.transition(post, cancellable, change, clock.now(), { takeOver: true });
    const schedules = { put: async () => undefined, remove: async () => undefined };
    if (changed) await announcePosts({ posts, hints, schedules }, [changed], clock.now());
  };
  const strikeAt = (call: number) => (call === strike?.call ? strike : undefined);
  const run = { clock, strikeAt, calls, activity, cancel, halveNextAnswer: world.halveNextAnswer };
  await posts.create([post]);
  // For a time to come this is what the scheduler does.
  await hints.send(post.platform, post, (post.notBefore - createdAt) / 1000);
  let running = 0;
  let { cancelAt = Infinity } = world;

  function work(hint: ReceivedHint): void {
    const process = startStruckProcess(run);
    running += 1;
    const endsAt = clock.now() + turnMs;
    // The platform of functions stops whoever is not through by then.
    const cancelStop = clock.after(turnMs, process.kill);
    const worker = createPublishWorker(workerDeps(world, process, { posts, hints, tokens }));
    const done = worker({ ...hint, platform: post.platform }, endsAt).then(hint.delete, () => undefined);
    void Promise.race([done, process.died]).finally(() => {
      running -= 1;
      cancelStop();
    });
  }

  for (;;) {
    await activity.settled();
    await world.simulatorSettled?.();
    const received = hints.receive();
    if (received) {
      work(received);
      continue;
    }
    const [nextLook = Infinity] = (await posts.listDue('all', Infinity)).due.map(({ lookAt }) => lookAt);
    const isResting = !claimableStates.some((state) => state === posts.all()[0]?.state);
    if (running === 0 && isResting && hints.nextAt() === Infinity && cancelAt === Infinity) break;
    if (clock.now() - createdAt > longestMs) break;
    const sweepAt = Math.ceil(Math.max(nextLook, clock.now() + 1) / sweepEveryMs) * sweepEveryMs;
    const next = Math.min(clock.nextAt(), hints.nextAt(), sweepAt, cancelAt);
    clock.goTo(next);
    if (next === cancelAt) {
      cancelAt = Infinity;
      await cancel();
    }
    if (next === sweepAt) await sweepOnce(clock, posts, hints);
  }
  const [ended] = posts.all();
  if (!ended) throw new Error('The post is gone.');
  return { post: ended, calls };
}

interface Stores {
  readonly posts: MemoryPosts;
  readonly hints: HiddenHints;
  readonly tokens: ReturnType<typeof createMemoryTokens>;
}

function workerDeps(world: CrashWorld, process: StruckProcess, { posts, hints, tokens }: Stores): WorkerDeps {
  const { post, source, files = {} } = world;
  const accessTokenDeps = {
    tokens: process.through('tokens', tokens),
    vault: process.through('vault', plainVault),
    provider: () => world.oauth(process.send('sign-in')),
    clock: process.clock,
  };
  return {
    posts: process.through('posts', posts),
    hints: process.through('hints', hints),
    visibility: process.through('visibility', hints),
    media: {
      open: (key, start, end, signal = new AbortController().signal) => {
        const file = files[key];
        if (!file) return process.stream('media.open', signal, () => source.open(start, end, signal));
        return process.stream('asset.open', signal, async () => Readable.from([file], { objectMode: false }));
      },
      ...process.through('media', {
        size: async (key: string) => files[key]?.length ?? post.sizeBytes,
        share: (_key: string, seconds: number) => source.share(seconds),
      }),
    },
    publisher: () => world.publisher(process.send(post.platform)),
    accessTokens: () => createAccessTokens(accessTokenDeps, post.ownerId, post.connectionId),
    circuits: process.through('circuits', tokens),
    timeline: () => silentTimeline,
    clock: process.clock,
    random: () => 0.5,
    leaseMs,
    log,
    tell: () => undefined,
  };
}

async function sweepOnce(clock: SteppedClock, posts: MemoryPosts, hints: HiddenHints): Promise<void> {
  const others = {
    repairVideo: async () => 'looked' as const,
    transferHints: { send: async () => undefined },
    idleAccounts: { ask: async () => undefined },
    removalHints: { send: async () => undefined },
    mailHints: { send: async () => undefined },
    renewals: { ask: async () => undefined },
  };
  await sweep({ work: posts, hints, clock, log, tell: () => undefined, ...others }, clock.now() + turnMs);
}
