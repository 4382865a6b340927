import type { ItemContext } from '../item-runner.ts';
import { whatToTrash } from '../what-to-trash.ts';
import { beginAgain } from './begin-again.ts';
import type { CopyItem } from './checkpoint.ts';
import { doneItem } from './done-item.ts';
import { assertFolder } from './in-folder.ts';
import { trashSource } from './trash-source.ts';
import { findCopy, hasChanged, isVerified } from './verify-copy.ts';

/**
 * Lays the source in its trash. Hours may have gone by since the copy was verified, so both are looked at once more: a
 * source that has changed stays, a copy that is gone is made again.
 */
export async function finishCopy(item: CopyItem, context: ItemContext): Promise<CopyItem> {
  const trashId = whatToTrash(item);
  const [source, copy] = await Promise.all([context.source.find(item.itemId, context.signal), findCopy(item, context)]);
  // Gone already: an earlier worker has done it, or its user.
  if (trashId === null || !source || source.trashed) return doneItem(item, context);
  const isItself = trashId === item.itemId;
  if (isItself && hasChanged(item, source)) return doneItem(item, context, 'changed_not_trashed');
  if (copy?.trashed) await assertFolder(context);
  if (!isVerified(item, copy)) return beginAgain(item, context);
  if (isItself && !source.can.trash) return doneItem(item, context, 'not_yours_to_trash');
  return doneItem(item, context, await trashSource(trashId, context));
}
