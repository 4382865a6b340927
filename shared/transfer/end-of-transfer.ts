import type { Transfer, TransferState } from '../domain/transfers/transfer.ts';
import type { TransferChange } from '../domain/transfers/transfer-store.ts';

/** What a transfer becomes when nothing is left to do. */
export function endOfTransfer({ counts }: Pick<Transfer, 'counts'>, now: number): TransferChange {
  return { state: endState(counts), endedAt: now, speed: 0, error: null, failures: 0, uploadRefusals: 0 };
}

function endState({ failed, done, skipped }: Transfer['counts']): TransferState {
  if (failed === 0) return 'done';
  return done + skipped > 0 ? 'partial' : 'failed';
}
