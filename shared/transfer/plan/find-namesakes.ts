import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';
import { openFolder } from './open-folder.ts';

/**
 * Items of a folder that were planned in an earlier step and have the names of some that are planned now: what those have met at
 * the destination is taken.
 * @param folderId at the source; null = what was chosen itself
 */
export async function findNamesakes(
  { source, signal, transfer, items: stored }: TurnContext,
  folderId: string | null,
  items: readonly TransferItem[],
): Promise<TransferItem[]> {
  if (folderId === null) return stored.findItems(transfer.transferId, transfer.roots);
  const names = items.map(({ name, newName }) => newName ?? name);
  const view = await openFolder(source, folderId, names.length, signal);
  const files = await view.named(names);
  return stored.findItems(
    transfer.transferId,
    files.map(({ id }) => id),
  );
}
