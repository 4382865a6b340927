import { reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { Place } from './build-item.ts';
import { failInPlan } from './fail-in-plan.ts';
import { lookAt } from './look-at.ts';
import type { Walk } from './open-walk.ts';
import { saveItems } from './save-items.ts';
import { settleLinks } from './settle-links.ts';

/** Looks anew at something that has failed in the plan and is tried again by its user's wish. */
export async function planAgain(walk: Walk, before: TransferItem): Promise<void> {
  const { turn } = walk;
  const looked = await lookAt(walk, before.itemId, placeOf(before));
  const item = looked
    ? { ...looked.item, seq: before.seq }
    : failInPlan(before, reasonOf('source_gone'), turn.clock.now());
  const parents = before.parentId === null ? [] : [before.parentId];
  const known = await turn.items.findItems(turn.transfer.transferId, parents);
  const settled = await settleLinks(turn, [item], new Map(known.map((parent) => [parent.itemId, parent])));
  await saveItems(turn, [], [{ before, after: settled.get(item.itemId) ?? item }]);
}

function placeOf({ parentId, depth, via, notes, name, newName }: TransferItem): Place {
  return {
    parentId,
    depth,
    via,
    isOutside: notes.includes('outside_of_selection'),
    ...(notes.includes('shortcut_resolved') && { name: newName ?? name }),
  };
}
