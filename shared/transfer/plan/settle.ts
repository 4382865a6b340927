import { reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { findImported } from '../import/find-imported.ts';
import type { TurnContext } from '../turn-context.ts';
import { settleExisting } from './settle-existing.ts';

export interface Settling {
  /** The folder at the destination that the items go into; null = it is not there yet, or the destination is the queue. */
  readonly folderId: string | null;
  /** By id of a shortcut's item: the file that its target has become, null = not yet. */
  readonly targets?: ReadonlyMap<string, string | null>;
}

/** Decides about what is at the destination already. @returns the items in their order */
export async function settle(
  turn: TurnContext,
  items: readonly TransferItem[],
  { folderId, ...rest }: Settling,
): Promise<TransferItem[]> {
  if (turn.transfer.kind === 'import') return settleImported(turn, items);
  return folderId === null ? [...items] : settleExisting(turn, items, { folderId, ...rest });
}

/** The same bytes of the same file are never imported twice, whatever it is called by now. */
async function settleImported(turn: TurnContext, items: readonly TransferItem[]): Promise<TransferItem[]> {
  const planned = items.filter(({ state }) => state === 'planned');
  const imported = await findImported(turn, turn.transfer.ownerId, planned);
  return items.map((item) => {
    const videoId = imported.get(item.itemId);
    if (videoId === undefined) return item;
    const reason = reasonOf('already_imported');
    return { ...item, state: 'skipped', action: 'none', reason, videoId, endedAt: turn.clock.now() };
  });
}
