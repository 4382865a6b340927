import { hintDelaySeconds } from './hint-delay.ts';
import type { HintQueue } from './hint-queue.ts';
import { maxHintDelaySeconds } from './next-look.ts';
import type { Post, PostSummary } from './post.ts';
import type { PostSchedules } from './post-schedules.ts';
import type { PostStore } from './post-store.ts';

export interface AnnounceDeps {
  readonly posts: Pick<PostStore, 'listOfVideos'>;
  readonly hints: HintQueue;
  readonly schedules: PostSchedules;
}

/** So many calls to queue and scheduler run at once. */
const lanes = 16;
/** Two users' clicks at the same moment may cross; a third round would need a third. */
const maxRounds = 3;

/**
 * Brings queue and scheduler in line with rows that were just written: what goes at once gets a hint, what is due soon a
 * delayed one, what is due later an entry of the scheduler, and everything else none. Afterwards the rows are read again:
 * of two changes that crossed, the later look sees the row that stayed, so that no entry of the other one is left.
 *
 * Nothing here decides the fate of a post: what fails is repaired by the sweeper, which reads the rows.
 * @param now epoch milliseconds
 */
export async function announcePosts(deps: AnnounceDeps, written: readonly Post[], now: number): Promise<void> {
  let open: readonly PostSummary[] = written;
  for (let round = 1; open.length > 0 && round <= maxRounds; round += 1) {
    await inLanes(open, (post) => announce(deps, post, now));
    const timed = open.filter((post) => round > 1 || isTimed(post));
    open = timed.length === 0 ? [] : await listMoved(deps.posts, timed).catch(() => []);
  }
}

/** Only posts that had an entry, or get one, can end up with a wrong one. */
function isTimed(post: PostSummary): boolean {
  return post.state !== 'queued' || post.fence > 0;
}

async function announce({ hints, schedules }: AnnounceDeps, post: PostSummary, now: number): Promise<void> {
  const waitSeconds = hintDelaySeconds(post, now);
  const isFar = post.state === 'scheduled' && waitSeconds > maxHintDelaySeconds;
  if (isFar) return schedules.put(post);
  const isDue = post.state === 'scheduled' || post.state === 'queued';
  const hint = isDue ? hints.send(post.platform, post, Math.min(waitSeconds, maxHintDelaySeconds)) : undefined;
  // A row that was written for the first time never had an entry.
  const tidied = post.fence > 0 ? schedules.remove(post.postId) : undefined;
  await Promise.allSettled([hint, tidied]);
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

async function inLanes(posts: readonly PostSummary[], work: (post: PostSummary) => Promise<void>): Promise<void> {
  const waiting = posts.values();
  const lane = async () => {
    for (const post of waiting) await work(post).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, posts.length) }, lane));
}
