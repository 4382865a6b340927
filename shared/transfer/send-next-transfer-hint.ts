import type { Clock } from '../domain/clock.ts';
import { wholeSecondsTo } from '../domain/posts/hint-delay.ts';
import { maxHintDelaySeconds } from '../domain/posts/next-look.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { TransferHints } from '../domain/transfers/transfer-hints.ts';

/** Tells the next worker when to go on; a wait beyond what SQS can delay is left to the sweeper. */
export async function sendNextTransferHint(
  { hints, clock }: { readonly hints: TransferHints; readonly clock: Pick<Clock, 'now'> },
  { ownerId, transferId, state, notBefore, leaseUntil }: Transfer,
): Promise<void> {
  if (state !== 'active') return;
  const delaySeconds = wholeSecondsTo(Math.max(notBefore, leaseUntil), clock.now());
  if (delaySeconds <= maxHintDelaySeconds) await hints.send({ ownerId, transferId }, delaySeconds);
}
