import { Readable } from 'node:stream';
import type { Clock } from '../../../shared/domain/clock.ts';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import type { Publisher, VideoSource } from '../../../shared/domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../../../shared/platforms/send.ts';
import { createPublishWorker } from '../../../shared/worker/publish-worker.ts';
import { sweep } from '../../../shared/worker/sweep.ts';
import { createMemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { createMemoryTokens } from '../../simulation/support/memory-token-store.ts';
import { plainVault } from '../../support/build-connection.ts';
import { silentTimeline } from '../../support/silent-timeline.ts';
import type { Strikes, StruckProcess } from './strike.ts';

const leaseMs = 30_000;
const turnMs = 150_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };

/** A simulated platform as far as a post needs it. */
interface CrashSimulator {
  readonly oauth: OAuthProvider;
  advance(seconds: number): Promise<void>;
}

interface CrashWorld {
  readonly simulator: CrashSimulator;
  /** The platform's own code, over a `send` that the strike may hit. */
  readonly publisher: (send: Send) => Publisher;
  readonly source: VideoSource;
  readonly post: Post;
  readonly strikes: Strikes;
  /** Files beside the video, by object key. */
  readonly files?: Readonly<Record<string, Buffer>>;
  /** How far the simulator's clock is ahead of the real one, ms; runs before this one have moved it. */
  readonly aheadMs?: number;
  /** A fresh connection; the first access token has ended, so that a run has to refresh it. */
  readonly connection: Connection;
}

/** Posts one video with the real publisher against the simulator, over rows and hints in memory, until it rests. */
export async function postThrough(world: CrashWorld): Promise<Post> {
  const { simulator, strikes, post } = world;
  const { clock, jump } = createJumpingClock(world.aheadMs);
  const posts = createMemoryPosts();
  const tokens = createMemoryTokens({ ...world.connection, accessExpiresAt: clock.now() });
  await posts.create([{ ...post, createdAt: clock.now(), notBefore: clock.now() }]);
  const hints: { delaySeconds: number; receiveCount: number }[] = [{ delaySeconds: 0, receiveCount: 1 }];
  const queue = {
    send: async (_platform: string, _key: unknown, delaySeconds = 0) =>
      void hints.push({ delaySeconds, receiveCount: 1 }),
    hide: async () => undefined,
  };

  function startWorker(process: StruckProcess) {
    return createPublishWorker({
      posts: process.through('posts', posts),
      hints: process.through('hints', queue),
      visibility: process.through('visibility', queue),
      media: {
        open: (key, start, end, signal = new AbortController().signal) => {
          const file = world.files?.[key];
          if (!file) return process.callForStream('media.open', () => world.source.open(start, end, signal));
          return process.callForStream('asset.open', async () => Readable.from([file], { objectMode: false }));
        },
        size: async (key) => world.files?.[key]?.length ?? post.sizeBytes,
        share: (_key, seconds) => process.call('media.share', () => world.source.share(seconds)),
      },
      publisher: () =>
        world.publisher((request) =>
          process.call(`${post.platform} ${request.method} ${request.url.pathname}`, () => sendOverHttp(request)),
        ),
      accessTokens: () =>
        createAccessTokens(
          {
            tokens: process.through('tokens', tokens),
            vault: process.through('vault', plainVault),
            provider: () => process.through('oauth', simulator.oauth),
            clock: process.clock,
          },
          post.ownerId,
          post.connectionId,
        ),
      circuits: process.through('circuits', tokens),
    timeline: () => silentTimeline,
      clock: process.clock,
      random: () => 0.5,
      leaseMs,
      log,
    });
  }

  const read = () => posts.all()[0];
  const isAtRest = () => restingStates.has(read()?.state ?? '');
  for (let rounds = 0; rounds < 60 && !isAtRest(); rounds += 1) {
    const hint = hints.shift();
    if (hint) {
      await pass(simulator, jump, hint.delaySeconds);
      const process = strikes.start(clock);
      const received = { key: post, platform: post.platform, receiptHandle: 'r', receiveCount: hint.receiveCount };
      const done = startWorker(process)(received, clock.now() + turnMs).then(
        () => 'done',
        () => 'failed',
      );
      const outcome = await Promise.race([done, process.died]);
      // What is not deleted comes again one second after the lease.
      if (outcome !== 'done') hints.push({ delaySeconds: leaseMs / 1000 + 1, receiveCount: hint.receiveCount + 1 });
    } else {
      await pass(simulator, jump, 60);
      const media = { abort: async () => undefined, remove: async () => undefined };
      const videos = { find: async () => undefined, remove: async () => undefined };
      await sweep({ work: posts, hints: queue, videos, media, clock, log }, clock.now() + turnMs);
    }
  }
  const ended = read();
  if (!ended) throw new Error('The post is gone.');
  return ended;
}

const restingStates: ReadonlySet<string> = new Set(['published', 'failed', 'needs_check', 'reconnect']);

async function pass(simulator: CrashSimulator, jump: (ms: number) => void, seconds: number): Promise<void> {
  if (seconds === 0) return;
  jump(seconds * 1000);
  await simulator.advance(seconds);
}

/** Real time that can be moved forward. */
function createJumpingClock(aheadMs = 0) {
  let offset = aheadMs;
  const clock: Clock = {
    now: () => Date.now() + offset,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
  const jump = (ms: number) => {
    offset += ms;
  };
  return { clock, jump };
}
