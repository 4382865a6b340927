import { type Clock, pause } from '../domain/clock.ts';
import { longestShortWaitMs } from '../domain/posts/hint-delay.ts';
import type { ClaimOutcome, PostKey, PostStore } from '../domain/posts/post-store.ts';

interface ClaimDeps {
  readonly posts: Pick<PostStore, 'claim'>;
  readonly clock: Clock;
  readonly leaseMs: number;
}

/** A timer may end a little early, and a user may put the post off while it is waited for. */
const maxWaits = 3;

/** Claims a post; one whose time comes within a moment is waited for, so that it starts to the second. */
export async function claimInTime({ posts, clock, leaseMs }: ClaimDeps, key: PostKey): Promise<ClaimOutcome> {
  for (let waits = 0; ; waits += 1) {
    const claim = await posts.claim(key, { now: clock.now(), leaseMs });
    const waitMs = waitOf(claim, clock.now());
    if (waitMs === undefined || waits === maxWaits) return claim;
    await pause(clock, waitMs);
  }
}

/** Undefined when there is nothing to wait for. */
function waitOf(claim: ClaimOutcome, now: number): number | undefined {
  if (claim.outcome === 'claimed' || claim.reason !== 'early' || claim.tryAgainAt === null) return undefined;
  const waitMs = Math.max(0, claim.tryAgainAt - now);
  return waitMs <= longestShortWaitMs ? waitMs : undefined;
}
