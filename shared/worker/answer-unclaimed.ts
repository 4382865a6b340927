import type { PlatformName } from '../contract/platform-names.ts';
import type { Clock } from '../domain/clock.ts';
import { secondsToJustBefore } from '../domain/posts/hint-delay.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import { maxHintDelaySeconds } from '../domain/posts/next-look.ts';
import type { PostState } from '../domain/posts/post.ts';
import type { ClaimOutcome, PostKey } from '../domain/posts/post-store.ts';

/** A hint for a later time may come this much early when clocks differ. */
const almostDueMs = 10_000;
/** The scheduler knows only minutes, so its hints come one to two minutes ahead. */
const scheduledAheadMs = 180_000;
const longestDelayMs = maxHintDelaySeconds * 1000;

interface UnclaimedHint {
  readonly key: PostKey;
  readonly platform: PlatformName;
  readonly receiveCount: number;
}

/**
 * What becomes of a hint whose post cannot be claimed now. It is deleted in every case, and replaced by at most one:
 * - finished or missing: there is nothing to do.
 * - early: whoever made the post wait has sent a hint for that time, or the sweeper will. Only a hint that is just a
 *   little early, by clocks that differ, may be that very hint: it is sent again for the right time. So is the hint of
 *   the scheduler, which comes ahead in order to be there to the second. (What is due within a moment is not unclaimed:
 *   it is waited for.) So is one that comes for the second time: its worker may have died after it made the post wait,
 *   and before it sent the hint for that.
 * - leased: the holder's own hint is still in flight and comes back one second after the lease, should the holder die;
 *   the sweeper looks at the end of the lease as well. Only a hint that comes for the second time may be the holder's
 *   own: it is replaced by one that arrives after the lease. (Letting it fail instead would count towards the
 *   dead-letter queue although nothing is wrong.)
 */
export async function answerUnclaimed(
  deps: { readonly hints: HintQueue; readonly clock: Clock },
  { key, platform, receiveCount }: UnclaimedHint,
  { reason, tryAgainAt, state }: Extract<ClaimOutcome, { outcome: 'not-claimable' }>,
): Promise<void> {
  if (tryAgainAt === null) return;
  const now = deps.clock.now();
  const waitMs = Math.max(0, tryAgainAt - now);
  const isSecondTime = receiveCount > 1;
  if (reason === 'leased' && isSecondTime) {
    await deps.hints.send(platform, key, Math.min(maxHintDelaySeconds, Math.ceil(waitMs / 1000) + 1));
  }
  if (reason === 'early' && waitMs <= (isSecondTime ? longestDelayMs : earlyMsOf(state))) {
    await deps.hints.send(platform, key, secondsToJustBefore(tryAgainAt, now));
  }
}

function earlyMsOf(state: PostState | null): number {
  return state === 'scheduled' ? scheduledAheadMs : almostDueMs;
}
