import type { Post } from '../posts/post.ts';

/** So much later a file is looked at again at the latest: a setting that changes meanwhile is noticed within a day. */
export const longestLookMs = 24 * 60 * 60_000;

const dayMs = 24 * 60 * 60_000;

type PostFacts = Pick<Post, 'state' | 'updatedAt'>;

/**
 * When the file of a video is not needed any more.
 * @param posts all posts of the video
 * @param keepDays the owner's setting; 0 = for ever
 * @returns epoch ms; null while a post may still need the file, nothing of the video is out, or it is kept for ever. A post
 * that failed or waits for a decision may still be tried again; one that was cancelled is not waiting for anything.
 */
export function mediaEndsAt(posts: readonly PostFacts[], keepDays: number): number | null {
  if (keepDays === 0 || mayNeedMedia(posts)) return null;
  // A published post is never written again, so its last write is its success.
  const successes = posts.filter(({ state }) => state === 'published').map(({ updatedAt }) => updatedAt);
  return successes.length === 0 ? null : Math.max(...successes) + keepDays * dayMs;
}

/** Whether a post wants to send the file, now or when somebody decides so. */
export function mayNeedMedia(posts: readonly PostFacts[]): boolean {
  return posts.some(({ state }) => state !== 'published' && state !== 'cancelled');
}

/** When to look at a file that stays for now. */
export function nextMediaLook(endsAt: number | null, now: number): number {
  return Math.min(endsAt ?? Number.POSITIVE_INFINITY, now + longestLookMs);
}
