import type { Cause } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';

const mark = 'failed-in-plan';

/** What cannot be moved, as is known before anything of it was begun. */
export function failInPlan(item: TransferItem, reason: Cause, now: number): TransferItem {
  return { ...item, state: 'failed', reason, checkpoint: mark, pageToken: null, endedAt: now };
}

/** When it is tried again, it has to be looked at again: it may be a folder, or allowed by now. */
export function hasFailedInPlan({ checkpoint }: Pick<TransferItem, 'checkpoint'>): boolean {
  return checkpoint === mark;
}
