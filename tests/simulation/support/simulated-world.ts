import { announcePosts } from '../../../shared/domain/posts/announce-posts.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { sweep } from '../../../shared/worker/sweep.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { actAsUsers } from './act-as-users.ts';
import { drawAccounts, drawPosts } from './build-simulated-posts.ts';
import { createMemoryPosts } from './memory-post-store.ts';
import type { LedgerRow } from './platforms/platform-model.ts';
import { between, createRandom, type Random } from './seeded-random.ts';
import { type Account, createAccounts } from './simulated-accounts.ts';
import { createPlatforms } from './simulated-platforms.ts';
import { createProcess, type SimulatedProcess, through } from './simulated-process.ts';
import { createQueue } from './simulated-queue.ts';
import { createScheduler } from './simulated-scheduler.ts';
import type { ApiDeps } from './simulated-users.ts';
import { invokeWorker, type Sabotage } from './simulated-worker.ts';
import { silence, type Weather } from './weather.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A post that has gone through so many hands comes to no end. */
const mostTurns = 1_000;

/** A post's row at one time of its life. */
export interface Moment {
  readonly at: number;
  readonly post: Post;
}

/** What became of a world. */
export interface Outcome {
  readonly posts: Post[];
  /** Every row that brought another state, time or wish, and the first two, by post id. */
  readonly history: ReadonlyMap<string, readonly Moment[]>;
  readonly ledger: LedgerRow[];
  readonly revoked: ReadonlySet<string>;
  /** Processes that died, and when, by the post that they worked on. */
  readonly deaths: readonly { readonly postId: string; readonly at: number }[];
  /** Posts that a worker took while another one held them. */
  readonly thefts: readonly string[];
  readonly hints: number;
  /** Bytes of files that came in at the platforms, repeated ones too. */
  readonly bytesReceived: number;
  readonly trace: string[];
}

/** What else can be said about a world; without it the seed decides. */
export interface WorldOptions {
  readonly sabotage?: Sabotage;
  readonly accounts?: readonly Account[];
  readonly posts?: (now: number) => readonly Post[];
  readonly concurrency?: number;
  readonly bytesPerSecond?: number;
  readonly lambdaMs?: number;
  /** Whether what happens is written down, for people. */
  readonly isTraced?: boolean;
  /** Told of every process that a worker runs in. */
  readonly onWorker?: (
    process: SimulatedProcess,
    random: Random,
    after: (ms: number, callback: () => void) => void,
  ) => void;
}

/** Lets a world live until every post has come to an end, or surely comes to none. */
export async function runWorld(seed: number, weather: Weather, options: WorldOptions = {}): Promise<Outcome> {
  const { sabotage = {}, concurrency = 3, lambdaMs = 150_000 } = options;
  const random = createRandom(seed);
  const world = createVirtualClock();
  const begin = world.now();
  const bytesPerSecond = options.bytesPerSecond ?? between(random, 1e6, 2e7);
  const current = () => (world.now() - begin < weather.calmAfterMs ? weather : silence);
  const trace: string[] = [];
  const note = (text: string) => {
    if (options.isTraced) trace.push(`${((world.now() - begin) / 1000).toFixed(3)} s: ${text}`);
  };
  const history = new Map<string, Moment[]>();
  const deaths: { postId: string; at: number }[] = [];
  const revoked = new Set<string>();
  const rows = new Map<string, Post>();
  const thefts: string[] = [];
  let isRestless = false;
  const open = new Set<string>();
  const posts = createMemoryPosts(undefined, keepHistory);
  const platforms = createPlatforms(world, {
    random,
    faults: () => current().platform,
    grantTrouble: () => current().grants,
    processingMs: weather.processingMs,
  });
  const tokens = createAccounts((platform) => platforms.grants[platform]);
  let processes = 0;
  const log = {
    info: () => undefined,
    warn: (text: string, { error }: { error?: unknown }) => note(`warning: ${text} ${error}`),
    error: (text: string, { error }: { error?: unknown }) =>
      note(`error: ${text} ${error instanceof Error ? error.stack : error}`),
  };

  function keepHistory(post: Post): void {
    const before = rows.get(post.postId);
    rows.set(post.postId, post);
    isRestless ||= post.fence > mostTurns;
    if (before && isStolen(before, post, world.now() + weather.skewMs)) thefts.push(post.postId);
    const moments = history.get(post.postId) ?? [];
    const last = moments.at(-1)?.post;
    const isNews = !last || last.fence === 0 || last.state !== post.state || last.dueAt !== post.dueAt;
    if (isNews || last.wish !== post.wish) moments.push({ at: world.now(), post });
    history.set(post.postId, moments);
    if (options.isTraced) note(`row ${describeRow(post)}`);
    const mayGoOn = post.state === 'reconnect' && !revoked.has(post.connectionId);
    if (finalStates.has(post.state) && !mayGoOn) open.delete(post.postId);
    else open.add(post.postId);
  }

  function startProcess(): SimulatedProcess {
    const name = ++processes;
    const { skewMs } = weather;
    return createProcess(world, {
      random,
      rates: () => current().process,
      skewMs: Math.round(between(random, -skewMs, skewMs)),
      bytesPerSecond,
      note: (text) => note(`process ${name} ${text}`),
    });
  }

  const queue = createQueue(world, {
    random,
    concurrency,
    faults: () => current().queue,
    async deliver(delivery) {
      const process = startProcess();
      note(`hint for ${delivery.key.postId.slice(-14)} goes to process ${processes}`);
      void process.died.then(() => deaths.push({ postId: delivery.key.postId, at: world.now() }));
      options.onWorker?.(process, random, world.after);
      await invokeWorker(workerWorld, process, delivery, world.after);
    },
  });
  const sizes = new Map<string, number>();
  const workerWorld = {
    ...{ posts, queue, tokens, platforms, random, sabotage, lambdaMs, log },
    sizeOf: (objectKey: string) => sizes.get(objectKey),
  };
  const schedules = createScheduler(world, { random, faults: () => current().scheduler, hints: queue });

  /** Where nothing is due a run has no effect. */
  function runSweeper(): void {
    const restMs = random() < current().sweeperOff ? between(random, minute, 30 * minute) : 0;
    world.after(minute + restMs, runSweeper);
    if (sabotage.hasNoSweeper || !posts.hasDue(world.now() + weather.skewMs)) return;
    const process = startProcess();
    const deps = {
      work: through(process, 'work', posts),
      hints: through(process, 'queue', queue),
      repairVideo: async () => 'looked' as const,
      transferHints: { send: async () => undefined },
      idleAccounts: { ask: async () => undefined },
      removalHints: { send: async () => undefined },
      mailHints: { send: async () => undefined },
      renewals: { ask: async () => undefined },
      clock: process.clock,
      log,
      tell: () => undefined,
    };
    sweep(deps, process.clock.now() + minute).catch(() => undefined);
  }

  function startApi(): ApiDeps {
    const process = startProcess();
    return {
      posts: through(process, 'posts', posts),
      hints: through(process, 'queue', queue),
      schedules: through(process, 'schedules', schedules),
      now: process.clock.now,
    };
  }

  const accounts = options.accounts ?? drawAccounts(random);
  for (const account of accounts) tokens.connect(account, true);
  const all = options.posts?.(begin) ?? drawPosts(random, accounts, weather, begin);
  for (const { objectKey, sizeBytes } of all) sizes.set(objectKey, sizeBytes);
  const created = await posts.create(all);
  const api = startApi();
  announcePosts(api, created, begin).catch(() => undefined);
  world.after(minute, runSweeper);
  actAsUsers({
    world,
    random,
    weather,
    accounts,
    all: created,
    history,
    revoked,
    open,
    platforms,
    tokens,
    startApi,
    note,
  });

  const end = begin + 96 * hour;
  do {
    await world.runUntil(end, () => open.size === 0 || isRestless);
    // Whoever is still running may do what it wants to do now.
    await world.runUntil(world.now() + hour);
  } while (open.size > 0 && world.now() < end && !isRestless);
  return {
    ...{ posts: posts.all(), history, ledger: platforms.ledger(), revoked, deaths, thefts, trace },
    hints: queue.sent(),
    bytesReceived: platforms.bytesReceived(),
  };
}

/** A user's change raises the fence too, but never lengthens a lease. */
function isStolen(before: Post, after: Post, now: number): boolean {
  return after.fence > before.fence && after.leaseUntil > before.leaseUntil && before.leaseUntil > now;
}

function describeRow({ postId, state, fence, wish, checkpoint }: Post): string {
  return `${postId.slice(-14)} ${state} fence ${fence} wish ${wish} ${JSON.stringify(checkpoint)}`;
}

export const finalStates: ReadonlySet<string> = new Set([
  'published',
  'failed',
  'needs_check',
  'reconnect',
  'pending',
  'cancelled',
]);
