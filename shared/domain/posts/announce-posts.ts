import { hintDelaySeconds } from './hint-delay.ts';
import type { HintQueue } from './hint-queue.ts';
import { isClaimable, maxHintDelaySeconds } from './next-look.ts';
import type { Post, PostSummary } from './post.ts';
import type { PostSchedules } from './post-schedules.ts';
import type { PostStore } from './post-store.ts';

export interface AnnounceDeps {
  readonly posts: Pick<PostStore, 'listOfVideos'>;
  readonly hints: HintQueue;
  readonly schedules: PostSchedules;
}

/** So many calls to queue and scheduler run at once: a few below the connections that the SDK keeps. */
const lanes = 40;
/** Two users' clicks at the same moment may cross; a third round would need a third. */
const maxRounds = 3;
/** A user who orders thousands of posts does not wait for all of their hints. */
const patienceMs = 4_000;

/**
 * Brings queue and scheduler in line with rows that were just written: what may begin now gets a hint, what may begin soon
 * a delayed one, what begins later an entry of the scheduler, and everything else none. Those that begin first come first, and
 * after a few seconds the rest is left to the sweeper, which reads the rows and looks at each of them well before it begins.
 *
 * Afterwards the rows are read again: of two changes that crossed, the later look sees the row that stayed, so that no entry of
 * the other one is left. Nothing here decides the fate of a post.
 * @param now epoch milliseconds
 * @param enough aborts when the user has waited long enough
 */
export async function announcePosts(
  deps: AnnounceDeps,
  written: readonly Post[],
  now: number,
  enough: AbortSignal = AbortSignal.timeout(patienceMs),
): Promise<void> {
  let open: readonly PostSummary[] = written;
  for (let round = 1; open.length > 0 && round <= maxRounds && !enough.aborted; round += 1) {
    await inLanes(open, enough, (post) => announce(deps, post, now));
    const timed = open.filter((post) => round > 1 || isTimed(post));
    open = timed.length === 0 ? [] : await listMoved(deps.posts, timed).catch(() => []);
  }
}

/** Only posts that had an entry, or get one, can end up with a wrong one. */
function isTimed(post: PostSummary): boolean {
  return post.state !== 'queued' || post.fence > 0;
}

async function announce({ hints, schedules }: AnnounceDeps, post: PostSummary, now: number): Promise<void> {
  const waitSeconds = secondsTo(post, now);
  const isFar = post.state === 'scheduled' && waitSeconds > maxHintDelaySeconds;
  if (isFar) return schedules.put(post);
  // A longer wait of any other kind is the sweeper's.
  const isHinted = isClaimable(post.state) && waitSeconds <= maxHintDelaySeconds;
  const hint = isHinted ? hints.send(post.platform, post, waitSeconds) : undefined;
  // A row that was written for the first time never had an entry.
  const tidied = post.fence > 0 ? schedules.remove(post.postId) : undefined;
  await Promise.allSettled([hint, tidied]);
}

/** A time to the second is met a little early, the end of a lease never. */
function secondsTo(post: PostSummary, now: number): number {
  const toLease = Math.max(0, Math.ceil((post.leaseUntil - now) / 1000));
  return Math.max(toLease, hintDelaySeconds(post, now));
}

/** When a worker can take it: not before whoever is in the middle of a request is through with it. */
function startOf({ notBefore, leaseUntil }: PostSummary): number {
  return Math.max(notBefore, leaseUntil);
}

/** Posts whose row is another one by now. */
async function listMoved(posts: AnnounceDeps['posts'], known: readonly PostSummary[]): Promise<PostSummary[]> {
  const stored = await posts.listOfVideos(
    known.map(({ ownerId, videoId, connectionId }) => ({ ownerId, videoId, connectionIds: [connectionId] })),
  );
  const before = new Map(known.map((post) => [post.postId, post]));
  return stored.filter((post) => {
    const seen = before.get(post.postId);
    return seen !== undefined && (seen.state !== post.state || seen.notBefore !== post.notBefore);
  });
}

/** The first to begin first; none is begun once it is enough, and nobody waits for those that hang. */
async function inLanes(
  posts: readonly PostSummary[],
  enough: AbortSignal,
  work: (post: PostSummary) => Promise<void>,
): Promise<void> {
  const waiting = posts.toSorted((a, b) => startOf(a) - startOf(b)).values();
  const lane = async () => {
    for (const post of waiting) {
      if (enough.aborted) return;
      await work(post).catch(() => undefined);
    }
  };
  const done = Promise.all(Array.from({ length: Math.min(lanes, posts.length) }, lane));
  const stopped = new Promise<void>((resolve) => {
    if (enough.aborted) resolve();
    else enough.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([done, stopped]);
}
