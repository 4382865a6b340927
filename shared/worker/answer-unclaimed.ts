import { secondsToJustBefore } from '../domain/posts/hint-delay.ts';
import { maxHintDelaySeconds } from '../domain/posts/next-look.ts';

/** A hint for a later time may come this much early when clocks differ. */
const almostDueMs = 10_000;
/** The scheduler knows only minutes, so its hints come one to two minutes ahead. */
const scheduledAheadMs = 180_000;
const longestDelayMs = maxHintDelaySeconds * 1000;

interface UnclaimedHint {
  /** 1 for the first time. */
  readonly receiveCount: number;
  /** Puts another one in its place. */
  send(delaySeconds: number): Promise<void>;
  /** It may come from the scheduler. */
  readonly isScheduled: boolean;
  /** Whoever gets it a moment early waits the rest. */
  readonly isWaitedFor: boolean;
}

interface Refusal {
  readonly reason: 'leased' | 'early' | 'finished' | 'missing';
  /** When a claim could succeed, epoch ms; null = not before somebody changes something. */
  readonly tryAgainAt: number | null;
}

/**
 * What becomes of a hint at something that cannot be claimed now. It is deleted in every case, and replaced by at most one:
 * - finished or missing: there is nothing to do.
 * - early: whoever made it wait has sent a hint for that time, or the sweeper will. Only a hint that is just a
 *   little early, by clocks that differ, may be that very hint: it is sent again for the right time. So is the hint of
 *   the scheduler, which comes ahead in order to be there to the second. (What is due within a moment is not unclaimed:
 *   it is waited for.) So is one that comes for the second time: its worker may have died after it made the thing wait,
 *   and before it sent the hint for that.
 * - leased: the holder's own hint is still in flight and comes back one second after the lease, should the holder die;
 *   the sweeper looks at the end of the lease as well. Only a hint that comes for the second time may be the holder's
 *   own: it is replaced by one that arrives after the lease. (Letting it fail instead would count towards the
 *   dead-letter queue although nothing is wrong.)
 */
export async function answerUnclaimed(
  { receiveCount, send, isScheduled, isWaitedFor }: UnclaimedHint,
  { reason, tryAgainAt }: Refusal,
  now: number,
): Promise<void> {
  if (tryAgainAt === null) return;
  const waitMs = Math.max(0, tryAgainAt - now);
  const isSecondTime = receiveCount > 1;
  if (reason === 'leased' && isSecondTime) {
    await send(Math.min(maxHintDelaySeconds, Math.ceil(waitMs / 1000) + 1));
  }
  const earlyMs = isScheduled ? scheduledAheadMs : almostDueMs;
  if (reason === 'early' && waitMs <= (isSecondTime ? longestDelayMs : earlyMs)) {
    await send(isWaitedFor ? secondsToJustBefore(tryAgainAt, now) : Math.ceil(waitMs / 1000));
  }
}
