import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import type { ReasonCode } from '../../domain/transfers/reason-texts.ts';
import type { Transfer, TransferPlan } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { hasFailedInPlan } from './fail-in-plan.ts';

/** An item as it is stored, if it is, and as it will be. */
export interface ItemChange {
  readonly before: TransferItem | undefined;
  readonly after: TransferItem;
}

const existing: readonly string[] = ['already_there', 'already_imported'] satisfies ReasonCode[];

/** What the user will be told of the plan, after items were found or changed. */
export function sumPlan(plan: TransferPlan, kind: Transfer['kind'], changes: readonly ItemChange[]): TransferPlan {
  const sum = { ...plan, notes: { ...plan.notes } };
  const add = (item: TransferItem, times: 1 | -1) => {
    sum.bytes += times * bytesOf(item);
    sum.existing += times * Number(item.state === 'skipped' && existing.includes(item.reason?.code ?? ''));
    for (const code of notesOf(item, kind)) sum.notes[code] = (sum.notes[code] ?? 0) + times;
  };
  for (const { before, after } of changes) {
    if (before) add(before, -1);
    add(after, 1);
  }
  return sum;
}

function moves(item: TransferItem): boolean {
  const isCounted = item.state !== 'skipped' && item.state !== 'failed';
  // It was not counted when it failed, and has not been looked at again.
  return isCounted && !hasFailedInPlan(item);
}

function bytesOf(item: TransferItem): number {
  return moves(item) ? (item.sizeBytes ?? 0) : 0;
}

/** What is not moved loses nothing. */
function notesOf(item: TransferItem, kind: Transfer['kind']): readonly string[] {
  if (!moves(item)) return [];
  const isCopied = kind === 'copy' && (item.action === 'copy' || item.action === 'export');
  return isCopied ? [...item.notes, 'history_not_kept' satisfies NoteCode] : item.notes;
}
