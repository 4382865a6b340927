import { isTop } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';

/** Name of the Drive folder that a file lies in: `{folder}`. @returns null at the root of a Drive, and for what others have shared alone */
export async function folderOf(item: TransferItem, { source, find, signal }: ItemContext): Promise<string | null> {
  const parent = item.parentId === null ? undefined : await find(item.parentId);
  // Below what was chosen there is no root.
  if (parent && parent.depth > 0) return parent.name;
  const parentId = item.parentId ?? (await source.find(item.itemId, signal))?.parents[0];
  const folder = parentId === undefined ? undefined : await source.find(parentId, signal);
  if (!folder) return parent?.name ?? null;
  return isTop(folder) ? null : folder.name;
}
