import { isFolder } from '../domain/drive/drive-file.ts';
import type { TransferCounts } from '../domain/transfers/transfer.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';

/** An item as it is stored, if it is, and as it will be. */
export interface ItemChange {
  readonly before: TransferItem | undefined;
  readonly after: TransferItem;
}

/** Counts after items have changed. */
export function countItems(counts: TransferCounts, changes: readonly ItemChange[]): TransferCounts {
  const next = { ...counts };
  for (const { before, after } of changes) {
    if (before) next[bucketOf(before)] -= 1;
    else next[isFolder(after) ? 'folders' : 'files'] += 1;
    next[bucketOf(after)] += 1;
  }
  return next;
}

function bucketOf({ state }: TransferItem): 'waiting' | 'done' | 'skipped' | 'failed' {
  return state === 'done' || state === 'skipped' || state === 'failed' ? state : 'waiting';
}
