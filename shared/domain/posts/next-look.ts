import type { Post, PostState } from './post.ts';
import { claimableStates } from './post-state.ts';

/** SQS delays a message by at most this long; longer waits are left to the sweeper. */
export const maxHintDelaySeconds = 900;

/** How long a hint that was surely sent may take before the sweeper sends another one. */
export const hintGraceMs = 60_000;

/**
 * When somebody should look at this post if nothing else happens: the end of a lease, the end of a long wait, or a
 * while after the hint for it should have arrived. Null when no worker has anything to do with it.
 * @param now epoch milliseconds of the write that brought the post into this state
 */
export function nextLookAt(post: Pick<Post, 'state' | 'leaseUntil' | 'notBefore'>, now: number): number | null {
  if (!isClaimable(post.state)) return null;
  if (post.leaseUntil > now) return post.leaseUntil;
  // For a scheduled post an entry of the scheduler stands; a long wait of any other kind has nobody but the sweeper.
  const isLeftToSweeper = post.state !== 'scheduled' && post.notBefore - now > maxHintDelaySeconds * 1000;
  if (isLeftToSweeper) return post.notBefore;
  return Math.max(post.notBefore, now) + hintGraceMs;
}

/** Whether a worker may take a post in this state. */
export function isClaimable(state: PostState): boolean {
  return claimableStates.some((name) => name === state);
}
