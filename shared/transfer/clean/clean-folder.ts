import { isTop } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';
import { isEmpty } from './is-empty.ts';

/**
 * Looks at a folder at the source once more, and lays it in the trash when nothing is in it. Safe to repeat.
 * @returns its item, looked at
 * @throws PlatformError when it cannot be told now
 */
export async function cleanFolder(turn: TurnContext, item: TransferItem): Promise<TransferItem> {
  const note = await trash(turn, item);
  return { ...item, cleans: false, notes: note ? [...item.notes, note] : item.notes };
}

/** @returns why it stays; undefined when it is in the trash, or gone */
async function trash(turn: TurnContext, { itemId }: TransferItem): Promise<NoteCode | undefined> {
  try {
    return await trashIfEmpty(turn, itemId);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind !== 'rejected') throw error;
    return error.causeCode === 'notFound' ? undefined : 'not_yours_to_trash';
  }
}

async function trashIfEmpty({ source, signal }: TurnContext, id: string): Promise<NoteCode | undefined> {
  const folder = await source.find(id, signal);
  if (!folder || folder.trashed) return undefined;
  if (!folder.can.trash || isTop(folder)) return 'not_yours_to_trash';
  if (!(await isEmpty(source, folder, signal))) return 'not_empty_at_source';
  await source.trash(id, signal);
  return undefined;
}
