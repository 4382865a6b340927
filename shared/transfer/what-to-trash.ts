import type { NoteCode } from '../domain/transfers/note-texts.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';

const staying: readonly NoteCode[] = ['not_yours_to_trash', 'outside_of_selection'];

/**
 * What is to be laid in the trash at the source once an item is verified, if its user wants that at all: the file itself, the
 * shortcut in whose place it was copied, or nothing.
 * @returns the id at the source
 */
export function whatToTrash({ itemId, via, notes, action }: TransferItem): string | null {
  if (via !== null) return via;
  // What was exported is not the same any more: the document itself stays.
  const isStaying = action === 'export' || staying.some((code) => notes.includes(code));
  return isStaying ? null : itemId;
}
