import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { EngineTurn } from '../open-turn.ts';

const kept: NoteCode = 'not_empty_at_source';
const batch = 99;

/** Folders at the source that were kept for what had failed in them are looked at once more after that is tried again. */
export async function cleanAgain(turn: EngineTurn, failed: readonly TransferItem[]): Promise<void> {
  if (!turn.transfer.options.deleteSource) return;
  let ids = parentsOf(failed);
  while (ids.length > 0) {
    const folders = await turn.items.findItems(turn.transfer.transferId, ids);
    const again = folders.filter(({ notes }) => notes.includes(kept));
    for (let start = 0; start < again.length; start += batch) {
      await turn.saveItems(again.slice(start, start + batch).map((before) => ({ before, after: reopened(before) })));
    }
    ids = parentsOf(again);
  }
}

function parentsOf(items: readonly TransferItem[]): string[] {
  return [...new Set(items.flatMap(({ parentId }) => parentId ?? []))];
}

function reopened(folder: TransferItem): TransferItem {
  return { ...folder, cleans: true, notes: folder.notes.filter((note) => note !== kept) };
}
