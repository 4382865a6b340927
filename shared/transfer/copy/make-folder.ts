import { isFolder } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext, ItemRunner } from '../item-runner.ts';
import { destinationOf } from './destination-of.ts';
import { doneItem } from './done-item.ts';
import { inFolder } from './in-folder.ts';
import { newFileOf } from './new-file-of.ts';
import { isRefusedId, type TakenId, takeId } from './take-id.ts';

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
  if (item.destId !== null && !isUsed) return create(item, { id: item.destId, isOwn: true }, context);
  return createNew({ ...item, destId: null, replaces: false }, context, item.destId);
};

async function createNew(item: TransferItem, context: ItemContext, instead: string | null): Promise<TransferItem> {
  const taken = await takeId({ kind: 'files', fits: isFolder, instead }, context);
  if (taken.there) return doneItem({ ...item, destId: taken.id, replaces: true }, context);
  try {
    const made = await create(item, taken, context);
    // Drive says that an id is in use also when what had it is gone.
    if (taken.isOwn || (await destinationOf(context).drive.find(taken.id, context.signal))) return made;
  } catch (error) {
    if (!isRefusedId(taken, error)) throw error;
  }
  return createNew(item, context, taken.id);
}

async function create(item: TransferItem, { id }: TakenId, context: ItemContext): Promise<TransferItem> {
  const { drive, parentId } = destinationOf(context);
  const owned: TransferItem = { ...item, destId: id, state: 'copying' };
  await context.save(owned);
  await inFolder(context, () => drive.create(newFileOf(owned, id, parentId), context.signal));
  return doneItem(owned, context);
}
