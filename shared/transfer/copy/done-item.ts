import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';

/** The item at its good end. @param note what its user should know about it */
export function doneItem<Item extends TransferItem>(item: Item, { clock }: ItemContext, note?: NoteCode): Item {
  const notes = note && !item.notes.includes(note) ? [...item.notes, note] : item.notes;
  return { ...item, state: 'done', notes, reason: null, endedAt: clock.now() };
}
