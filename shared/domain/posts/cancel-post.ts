import type { PlatformTiming } from '../platforms/platform-rules.ts';
import { hasStarted } from './planned-post.ts';
import type { Post, PostState } from './post.ts';
import type { PostChange } from './post-store.ts';

/** What needs a check is decided, not cancelled. */
export const cancellable: readonly PostState[] = [
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
  'reconnect',
  'failed',
  'cancelled',
];

const stopped = {
  code: 'stopped_by_user',
  message: 'You stopped this post after it had begun. Look at the platform whether it is there, then decide.',
};

/**
 * Keeps a post from coming out. Decided by the row at the moment of the write; cancelling twice is no error and changes
 * nothing.
 * @returns undefined when it is cancelled or being taken back already, or when it is too late
 */
export function cancelChange(post: Post, { canWithdraw }: PlatformTiming, now: number): PostChange | undefined {
  if (post.state === 'cancelled') return undefined;
  if (post.state === 'failed' || !hasStarted(post)) {
    return { state: 'cancelled', error: null, dueAt: null, schedule: null, wish: null };
  }
  if (canWithdraw && post.wish !== 'withdraw') return withdrawal(post, now);
  // Without access it cannot be taken back: asked for a second time, its user looks at the platform.
  const isStuck = post.wish === null || post.state === 'reconnect';
  if (!isStuck || post.state === 'processing') return undefined;
  // Whoever was sending learns of it with the next write, at the latest when the lease ends: until then the post may still
  // come out, and nothing may be decided by what the platform shows.
  return { state: 'needs_check', error: stopped, wish: null, leaseUntil: post.leaseUntil };
}

/**
 * Has what has begun taken back before anybody sees it. A worker does it, as soon as whoever is in the middle of a request is
 * through with it.
 */
export function withdrawal(post: Post, now: number, wish: NonNullable<Post['wish']> = 'withdraw'): PostChange {
  return { wish, notBefore: now, leaseUntil: post.leaseUntil };
}
