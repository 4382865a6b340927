import type { Transfer, TransferState } from '../domain/transfers/transfer.ts';
import type { TellMetric } from '../domain/watch/metrics.ts';

/** States in which a transfer has ended, or stands still until its user does something. */
const outcomes: readonly TransferState[] = ['done', 'partial', 'failed', 'reconnect', 'paused'];

/** Tells what a turn has made of a transfer, after it was stored. */
export function tellTransfer(tell: TellMetric, { state, error, counts, ownerId, transferId }: Transfer): void {
  if (!outcomes.includes(state)) return;
  const facts = { ownerId, transferId, code: error?.code, counts };
  tell('TransferOutcomes', { value: 1, of: { Outcome: state }, facts });
}
