import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TransferChange } from '../../domain/transfers/transfer-store.ts';
import { buildMissing, type Place } from './build-item.ts';
import { lookAt } from './look-at.ts';
import { mapLimited } from './map-limited.ts';
import type { Walk } from './open-walk.ts';
import { saveItems } from './save-items.ts';
import { settle } from './settle.ts';
import type { Target } from './target.ts';

const batchSize = 50;
const readsAtOnce = 8;
/** A line on a screen has no room for more. */
const namesKept = 3;
const chosen: Place = { parentId: null, depth: 0, isOutside: false };

/** Looks at the next things that were chosen. @returns false when all were looked at before */
export async function planRoots(walk: Walk): Promise<boolean> {
  const { turn } = walk;
  const { roots, rootsSeen, transferId } = turn.transfer;
  const ids = roots.slice(rootsSeen, rootsSeen + batchSize);
  if (ids.length === 0) return false;
  const target = await walk.target();
  const looked = (await mapLimited(ids, readsAtOnce, (id) => lookAtRoot(walk, id))).filter(
    (item) => item !== undefined,
  );
  // By their own ids: what was chosen may be an alias such as `root`.
  const itemIds = looked.map(({ itemId }) => itemId);
  const known = await turn.items.findItems(transferId, itemIds);
  const knownIds = new Set(known.map(({ itemId }) => itemId));
  const byId = new Map(looked.flatMap((item) => (knownIds.has(item.itemId) ? [] : [[item.itemId, item]])));
  const found = await settle(turn, [...byId.values()], { folderId: target?.folder.id ?? null });
  const seen = rootsSeen + ids.length;
  // They are items now. A thousand ids in the row would make each of its many writes cost twenty times as much.
  const rest = seen === roots.length ? { roots: [] } : {};
  const chosen = nameChosen(turn.transfer, looked);
  await saveItems(turn, found, [], { rootsSeen: seen, chosen, ...rest, ...nameTarget(turn.transfer, target) });
  return true;
}

/** What is not there has no name. */
function nameChosen({ chosen }: Transfer, looked: readonly TransferItem[]): Transfer['chosen'] {
  const names = looked.filter(({ itemId, name }) => name !== itemId).map(({ name }) => name);
  return { ...chosen, names: [...chosen.names, ...names].slice(0, namesKept) };
}

/** The folder by its own id and name: an alias such as `root` would not fit what Drive says of its children. */
function nameTarget({ destination }: Transfer, target: Target | null): TransferChange {
  if (!target || !destination) return {};
  const { id: folderId, name: folderName, driveId } = target.folder;
  return { destination: { ...destination, folderId, folderName, driveId } };
}

/** @returns undefined for what comes with a folder that was chosen as well */
async function lookAtRoot(walk: Walk, id: string): Promise<TransferItem | undefined> {
  const looked = await lookAt(walk, id, chosen);
  if (!looked) return buildMissing(walk.turn.transfer, id, walk.turn.clock.now());
  return looked.item.state !== 'failed' && (await walk.isWithinRoot(looked.file)) ? undefined : looked.item;
}
