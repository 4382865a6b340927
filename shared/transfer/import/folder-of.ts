import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';

/** Name of the Drive folder that a file lies in: `{folder}`. @returns null at the root of a Drive, and for what others have shared alone */
export async function folderOf(item: TransferItem, { source, find, signal }: ItemContext): Promise<string | null> {
  if (item.parentId !== null) return (await find(item.parentId))?.name ?? null;
  const [parentId] = (await source.find(item.itemId, signal))?.parents ?? [];
  const folder = parentId === undefined ? undefined : await source.find(parentId, signal);
  if (!folder) return null;
  const isRoot = folder.id === folder.driveId || (folder.ownedByMe && folder.parents.length === 0);
  return isRoot ? null : folder.name;
}
