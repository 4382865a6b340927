import { isFolder } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext, ItemRunner } from '../item-runner.ts';
import { destinationOf } from './destination-of.ts';
import { doneItem } from './done-item.ts';
import { inFolder } from './in-folder.ts';
import { newFileOf } from './new-file-of.ts';

/**
 * A folder: the one that is there, if it still is, or a new one. Its id is stored before it is made, because Drive's lists lag
 * and would let a second one of the same name come into existence.
 */
export const makeFolder: ItemRunner = async (item, context) => {
  const { drive } = destinationOf(context);
  const there = item.destId === null ? undefined : await drive.find(item.destId, context.signal);
  if (there && isFolder(there) && !there.trashed) return doneItem(item, context);
  // Not made yet, or not there any more: an id that was used once cannot be used again.
  const isUsed = item.destId !== null && (there !== undefined || item.replaces);
  return create(isUsed ? { ...item, destId: null, replaces: false } : item, context);
};

async function create(item: TransferItem, context: ItemContext): Promise<TransferItem> {
  const { drive, parentId } = destinationOf(context);
  const id = item.destId ?? (await context.newId('files'));
  const owned: TransferItem = { ...item, destId: id, state: 'copying' };
  await context.save(owned);
  await inFolder(context, () => drive.create(newFileOf(owned, id, parentId), context.signal));
  return doneItem(owned, context);
}
