import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';
import { mapLimited } from './map-limited.ts';

const readsAtOnce = 8;

/** What earlier transfers have made of these items, as far as it is still where it was put. */
export async function findRecorded(
  turn: TurnContext,
  folderId: string,
  items: readonly TransferItem[],
  named: readonly DriveFile[],
): Promise<Map<string, DriveFile>> {
  const { transfer, destination, records, signal } = turn;
  const place = { ownerId: transfer.ownerId, folderId };
  const made = await records.find(
    place,
    items.map(({ itemId }) => itemId),
  );
  const seen = new Map(named.map((file) => [file.id, file]));
  // Lists lag behind, and names may have been changed: what they do not show is asked for by its id.
  const found = await mapLimited([...made], readsAtOnce, async ([itemId, fileId]) => {
    const file = seen.get(fileId) ?? (await destination?.find(fileId, signal));
    return file && !file.trashed && file.parents.includes(folderId) ? ([itemId, file] as const) : undefined;
  });
  return new Map(found.filter((entry) => entry !== undefined));
}
