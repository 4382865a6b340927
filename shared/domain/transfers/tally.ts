import { isFolder } from '../drive/drive-file.ts';
import type { Transfer, TransferCounts } from './transfer.ts';
import { hasEnded, type TransferItem } from './transfer-item.ts';

type Counted = Pick<TransferItem, 'state' | 'mimeType' | 'bytesDone'>;

/** An item before and after a write; nothing before = it is new. */
export interface ItemStep {
  readonly before: Counted | undefined;
  readonly after: Counted;
}

/** The counters of a transfer after its items have changed: exact, because they are written together with the items. */
export function tally(
  { counts, bytesDone }: Pick<Transfer, 'counts' | 'bytesDone'>,
  steps: readonly ItemStep[],
): Pick<Transfer, 'counts' | 'bytesDone'> {
  const next = { ...counts };
  let bytes = bytesDone;
  for (const { before, after } of steps) {
    if (before) next[counterOf(before)] -= 1;
    else next[isFolder(after) ? 'folders' : 'files'] += 1;
    next[counterOf(after)] += 1;
    bytes += after.bytesDone - (before?.bytesDone ?? 0);
  }
  return { counts: next, bytesDone: bytes };
}

function counterOf({ state }: Counted): keyof TransferCounts {
  return hasEnded(state) ? state : 'waiting';
}
