import type { Post, Video } from '../../data/api.ts';

/** When to look at which videos again. */
export interface Look {
  readonly ids: readonly string[];
  readonly delayMilliseconds: number;
}

const moving: ReadonlySet<Post['status']> = new Set(['queued', 'uploading', 'processing']);
const shortest = 1000;
const longest = 15_000;
/** `setTimeout` takes no more than 24 days; a page that is open for an hour looks again anyway. */
const farthest = 3_600_000;

/**
 * What is worth asking about: videos of which something moves, soon and then ever more seldom while nothing changes; else
 * those whose time comes next, when it comes.
 * @param quietRounds how many looks in a row have found nothing new
 * @returns undefined when nothing will happen by itself
 */
export function planLook(videos: readonly Video[], now: number, quietRounds: number): Look | undefined {
  const ids = videos.filter(isMoving).map(({ id }) => id);
  if (ids.length > 0) return { ids, delayMilliseconds: Math.min(longest, shortest * 1.5 ** quietRounds) };
  const due = videos.flatMap(({ id, posts }) => posts.map((post) => ({ id, at: dueAt(post) }))).filter(hasTime);
  if (due.length === 0) return undefined;
  const soonest = Math.min(...due.map(({ at }) => at));
  // Workers begin a little after the time; everything that is due by then is looked at together.
  const delayMilliseconds = Math.min(farthest, Math.max(shortest * 2 ** Math.min(quietRounds, 4), soonest - now));
  return { ids: due.filter(({ at }) => at <= now + delayMilliseconds).map(({ id }) => id), delayMilliseconds };
}

/** Something of it changes without its user: it is being posted, taken back, or looked at after its upload. */
export function isMoving({ posts, status, media, unreadable, media_state: mediaState }: Video): boolean {
  const isProbed =
    media !== null || unreadable || status === 'receiving' || mediaState === 'removed' || status === 'failed';
  return !isProbed || posts.some(isMovingPost);
}

/** A worker has it, or is about to. */
export function isMovingPost({ status, landed, stopping }: Post): boolean {
  return stopping || (moving.has(status) && !landed);
}

function dueAt(post: Post): number | undefined {
  const isPlanned = post.status === 'scheduled' || post.landed;
  const time = post.status === 'waiting' ? post.next_attempt_at : isPlanned ? post.scheduled_time : null;
  return time === null ? undefined : Date.parse(time);
}

function hasTime(entry: { id: string; at: number | undefined }): entry is { id: string; at: number } {
  return entry.at !== undefined;
}
