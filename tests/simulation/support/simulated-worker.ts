import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { Circuits } from '../../../shared/domain/connections/circuit.ts';
import type { TokenStore } from '../../../shared/domain/connections/token-store.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import type { PostStore } from '../../../shared/domain/posts/post-store.ts';
import type { Publisher } from '../../../shared/domain/posts/publisher.ts';
import { createPublishWorker } from '../../../shared/worker/publish-worker.ts';
import type { WorkerLog } from '../../../shared/worker/worker-log.ts';
import { plainVault } from '../../support/build-connection.ts';
import { silentTimeline } from '../../support/silent-timeline.ts';
import type { Random } from './seeded-random.ts';
import { providerOf } from './simulated-accounts.ts';
import { publishersOver, type SimulatedPlatforms } from './simulated-platforms.ts';
import { type SimulatedProcess, through } from './simulated-process.ts';
import type { Delivery, SimulatedQueue } from './simulated-queue.ts';

/** A bug that somebody put into the parts around the worker. */
export interface Sabotage {
  readonly posts?: (posts: PostStore) => PostStore;
  readonly tokens?: (tokens: TokenStore) => TokenStore;
  readonly publisher?: (publisher: Publisher) => Publisher;
  readonly hasNoSweeper?: boolean;
}

/** What every invocation of a world shares. */
export interface WorkerWorld {
  readonly posts: PostStore;
  readonly sizeOf: (objectKey: string) => number | undefined;
  readonly queue: SimulatedQueue;
  readonly tokens: TokenStore & Circuits;
  readonly platforms: SimulatedPlatforms;
  readonly random: Random;
  readonly sabotage: Sabotage;
  readonly lambdaMs: number;
  readonly log: WorkerLog;
}

const leaseMs = 30_000;
const none = <T>(value: T): T => value;

/** The publish worker as it runs in one process. */
export function buildWorker(world: WorkerWorld, process: SimulatedProcess) {
  const { platforms, queue, sabotage } = world;
  const { posts = none, tokens = none, publisher = none } = sabotage;
  return createPublishWorker({
    posts: posts(through(process, 'posts', world.posts)),
    hints: through(process, 'queue', queue),
    visibility: through(process, 'queue', queue),
    media: {
      open: (_key, start, end) => process.call('media.open', () => openNumbered(start, end)),
      size: async (key) => world.sizeOf(key),
      share: async (key) => `https://bucket.example/${key}?bytes=${world.sizeOf(key)}`,
    },
    publisher: (platform) =>
      publisher(publishersOver[platform]((request) => process.send(request, platforms.models[platform]))),
    accessTokens: ({ platform, ownerId, connectionId }: Post) => {
      const provider = through(process, 'oauth', providerOf(platforms.grants[platform]));
      const store = tokens(through(process, 'tokens', world.tokens));
      const deps = { tokens: store, vault: plainVault, provider: () => provider, clock: process.clock };
      return createAccessTokens(deps, ownerId, connectionId);
    },
    circuits: {
      // As in the table, a change that changes nothing costs no call.
      change: async (connection, seen, change) => {
        if (isDeepStrictEqual(change(seen), seen)) return;
        await process.call('circuits.change', () => world.tokens.change(connection, seen, change));
      },
    },
    timeline: () => silentTimeline,
    clock: process.clock,
    random: world.random,
    leaseMs,
    log: world.log,
    tell: () => undefined,
  });
}

/** One Lambda invocation with one message; the message is deleted when the worker says so. */
export async function invokeWorker(
  world: WorkerWorld,
  process: SimulatedProcess,
  delivery: Delivery,
  stopAfter: (ms: number, stop: () => void) => () => void,
): Promise<void> {
  const cancelStop = stopAfter(world.lambdaMs, process.kill);
  const done = buildWorker(world, process)(delivery, process.clock.now() + world.lambdaMs).then(
    () => 'done' as const,
    () => 'failed' as const,
  );
  const outcome = await Promise.race([done, process.died]);
  cancelStop();
  if (outcome === 'done') delivery.delete();
}

/** A part of a file whose first bytes say where it begins. */
function openNumbered(start: number, end: number): Readable {
  const first = Buffer.alloc(Math.max(8, Math.min(end - start + 1, 16)));
  first.writeBigUInt64BE(BigInt(start));
  return Readable.from([first]);
}
