import { hasBegun } from './build-post.ts';
import type { Post, PostState } from './post.ts';
import type { PostChange } from './post-store.ts';

/** What is processed has all its bytes at the platform; what needs a check is decided, not cancelled. */
export const cancellable: readonly PostState[] = [
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'waiting',
  'reconnect',
  'failed',
  'cancelled',
];

const stopped = {
  code: 'stopped_by_user',
  message: 'You stopped this post after it had begun. Look at the platform whether it is there, then decide.',
};

/** Decided by the row at the moment of the write. Cancelling twice is no error and changes nothing. */
export function cancelChange(post: Post): PostChange | undefined {
  if (post.state === 'cancelled') return undefined;
  if (post.state === 'failed' || !hasBegun(post))
    return { state: 'cancelled', error: null, dueAt: null, schedule: null };
  // Whoever was sending learns of it with the next write, at the latest when the lease ends: until then the post may still
  // come out, and nothing may be decided by what the platform shows.
  return { state: 'needs_check', error: stopped, leaseUntil: post.leaseUntil };
}
