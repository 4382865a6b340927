import type { Post } from './post.ts';

/** What an entry is made from. */
export type ScheduledPost = Pick<Post, 'ownerId' | 'postId' | 'platform' | 'notBefore'>;

/**
 * Entries outside of the table that send the hint for a scheduled post when its time comes near. Like every hint they may
 * be lost, late or out of date: the post's row decides, and the sweeper finds rows that are due.
 */
export interface PostSchedules {
  /**
   * Makes the entry of a post, or moves it. Safe to repeat.
   * @param post due by more than a few minutes from now: `notBefore` in epoch ms
   */
  put(post: ScheduledPost): Promise<void>;
  /** Takes the entry away; one that is not there is no error. */
  remove(postId: string): Promise<void>;
}

const minuteMs = 60_000;

/**
 * When the entry fires, epoch ms: at a whole minute, one to two minutes ahead. The scheduler keeps the minute, not the
 * second; the rest of the way the hint is delayed by the queue.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function entryTimeOf(notBefore: number): number {
  return Math.floor((notBefore - minuteMs) / minuteMs) * minuteMs;
}
