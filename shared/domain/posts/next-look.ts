import type { Post, PostState } from './post.ts';
import { claimableStates } from './post-state.ts';
import { spreadOf } from './spread.ts';

/** SQS delays a message by at most this long; longer waits are left to the sweeper. */
export const maxHintDelaySeconds = 900;

/**
 * How long a hint that was surely sent may take before the sweeper, with its next minute, sends another one. So short that
 * a post whose first worker dies before it has done anything is live within 90 seconds.
 */
export const hintGraceMs = 15_000;

/**
 * A longer wait is looked at this long before its end, in time for a hint that waits the rest of the way. Four runs of the
 * sweeper may fail, or come late, and the hint still arrives to the second.
 */
const leastAheadMs = 300_000;
const mostAheadMs = 840_000;

/**
 * When somebody should look at this post if nothing else happens: the end of a lease, a good while before the end of a long
 * wait (each post at a moment of its own, so that thousands of the same second are not looked at together), or a while
 * after the hint for it should have arrived. Null when no worker has anything to do with it.
 * @param now epoch milliseconds of the write that brought the post into this state
 */
export function nextLookAt(
  { postId, state, leaseUntil, notBefore }: Pick<Post, 'postId' | 'state' | 'leaseUntil' | 'notBefore'>,
  now: number,
): number | null {
  return isClaimable(state) ? nextLookOf({ id: postId, leaseUntil, notBefore }, now) : null;
}

/** The same for anything unfinished that is held by leases and waits for times. */
export function nextLookOf(
  { id, leaseUntil, notBefore }: { readonly id: string; readonly leaseUntil: number; readonly notBefore: number },
  now: number,
): number {
  if (leaseUntil > now) return leaseUntil;
  const isBeyondHints = notBefore - now > maxHintDelaySeconds * 1000;
  if (isBeyondHints) return notBefore - leastAheadMs - spreadOf(id, mostAheadMs - leastAheadMs);
  return Math.max(notBefore, now) + hintGraceMs;
}

/** Whether a worker may take a post in this state. */
export function isClaimable(state: PostState): boolean {
  return claimableStates.some((name) => name === state);
}
