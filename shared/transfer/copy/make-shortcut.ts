import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext, ItemRunner } from '../item-runner.ts';
import { whatToTrash } from '../what-to-trash.ts';
import { copyFailed } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';
import { doneItem } from './done-item.ts';
import { inFolder } from './in-folder.ts';
import { newFileOf } from './new-file-of.ts';
import { isRefusedId, type TakenId, takeId } from './take-id.ts';
import { trashSource } from './trash-source.ts';

/** How long a shortcut waits before it looks again whether its target has arrived. */
const waitMs = 30_000;

/** A shortcut to the copy of what it points to at the source, once that is there. @throws PlatformError `target_not_copied` */
export const makeShortcut: ItemRunner = async (item, context) => {
  const target = item.targetItemId === null ? undefined : await context.find(item.targetItemId);
  if (!target || target.state === 'failed') throw copyFailed('target_not_copied');
  const isThere = target.state === 'done' || target.state === 'skipped';
  if (!isThere) return { ...item, notBefore: context.clock.now() + waitMs };
  if (target.destId === null) throw copyFailed('target_not_copied');
  const made = item.state === 'finishing' ? item : await create(item, target.destId, context);
  return finish(made, context);
};

async function create(item: TransferItem, targetId: string, context: ItemContext): Promise<TransferItem> {
  const { drive } = destinationOf(context);
  const there = item.destId === null ? undefined : await drive.find(item.destId, context.signal);
  if (there && !there.trashed) return item;
  const isFree = item.destId !== null && !there && !item.replaces;
  if (isFree && item.destId !== null) return createAs(item, { id: item.destId, isOwn: true }, targetId, context);
  return createNew(item, targetId, context, item.destId);
}

async function createNew(
  item: TransferItem,
  targetId: string,
  context: ItemContext,
  instead: string | null,
): Promise<TransferItem> {
  const fits = ({ shortcut }: DriveFile) => shortcut?.targetId === targetId;
  const taken = await takeId({ kind: 'shortcuts', fits, instead }, context);
  if (taken.there) return { ...item, destId: taken.id, replaces: true };
  try {
    const made = await createAs(item, taken, targetId, context);
    // Drive says that an id is in use also when what had it is gone.
    if (taken.isOwn || (await destinationOf(context).drive.find(taken.id, context.signal))) return made;
  } catch (error) {
    if (!isRefusedId(taken, error)) throw error;
  }
  return createNew(item, targetId, context, taken.id);
}

async function createAs(
  item: TransferItem,
  { id }: TakenId,
  targetId: string,
  context: ItemContext,
): Promise<TransferItem> {
  const { drive, parentId } = destinationOf(context);
  const owned: TransferItem = { ...item, destId: id, replaces: false, state: 'copying' };
  await context.save(owned);
  const file = { ...newFileOf(owned, id, parentId), shortcutTargetId: targetId };
  await inFolder(context, () => drive.create(file, context.signal));
  return owned;
}

async function finish(item: TransferItem, context: ItemContext): Promise<TransferItem> {
  const trashId = whatToTrash(item);
  if (!context.transfer.options.deleteSource || trashId === null) return doneItem(item, context);
  const finishing: TransferItem = { ...item, state: 'finishing' };
  await context.save(finishing);
  const source = await context.source.find(trashId, context.signal);
  if (!source || source.trashed) return doneItem(item, context);
  if (source.shortcut?.targetId !== item.targetItemId) return doneItem(item, context, 'changed_not_trashed');
  if (!source.can.trash) return doneItem(item, context, 'not_yours_to_trash');
  return doneItem(item, context, await trashSource(trashId, context));
}
