import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';
import { settle } from './settle.ts';

/**
 * Decides about what is at the destination already, for shortcuts and what arrives in their places, out of several folders.
 * @param known by id: the folders of these items, and what shortcuts among them point to
 * @returns by id
 */
export async function settleLinks(
  turn: TurnContext,
  items: readonly TransferItem[],
  known: ReadonlyMap<string, TransferItem>,
): Promise<ReadonlyMap<string, TransferItem>> {
  const targets = new Map(
    items.map(({ itemId, targetItemId }) => [itemId, known.get(targetItemId ?? '')?.destId ?? null]),
  );
  const settled = new Map<string, TransferItem>();
  for (const [parentId, together] of Map.groupBy(items, (item) => item.parentId)) {
    const chosen = turn.transfer.destination?.folderId ?? null;
    const folderId = parentId === null ? chosen : (known.get(parentId)?.destId ?? null);
    for (const item of await settle(turn, together, { folderId, targets })) {
      settled.set(item.itemId, item);
    }
  }
  return settled;
}
