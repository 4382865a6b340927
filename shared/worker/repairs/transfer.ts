import type { Clock } from '../../domain/clock.ts';
import { wholeSecondsTo } from '../../domain/posts/hint-delay.ts';
import { maxHintDelaySeconds } from '../../domain/posts/next-look.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import type { TransferHints } from '../../domain/transfers/transfer-hints.ts';
import { nextNudgeAt } from './next-nudge.ts';

export interface TransferRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly transferHints: TransferHints;
  readonly clock: Clock;
}

/** Hints at a transfer: ahead of its time, or again because no worker has taken it. */
export async function hintAtTransfer(
  { work: index, transferHints, clock }: TransferRepairDeps,
  work: Extract<DueWork, { kind: 'transfer' }>,
): Promise<'hinted'> {
  const now = clock.now();
  await transferHints.send(work.key, Math.min(maxHintDelaySeconds, wholeSecondsTo(work.notBefore, now)));
  await index.postpone(work, nextNudgeAt(work, now));
  return 'hinted';
}
