import { isClaimable } from './next-look.ts';
import type { Post } from './post.ts';
import type { ClaimOutcome } from './post-store.ts';

type Refusal = Extract<ClaimOutcome, { outcome: 'not-claimable' }>;

/**
 * Why a claim was refused, from the row as it is read right after. It may have become claimable in between; then the
 * answer is "early" and due at once.
 */
export function whyNotClaimable(post: Post, now: number): Pick<Refusal, 'reason' | 'tryAgainAt' | 'state'> {
  const { state } = post;
  if (!isClaimable(state)) return { reason: 'finished', tryAgainAt: null, state };
  if (post.leaseUntil > now) return { reason: 'leased', tryAgainAt: post.leaseUntil, state };
  return { reason: 'early', tryAgainAt: Math.max(post.notBefore, now), state };
}
