import { type DriveFile, isFolder } from '../../domain/drive/drive-file.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TransferChange } from '../../domain/transfers/transfer-store.ts';
import { buildItem, buildMissing, type Place } from './build-item.ts';
import { mapLimited } from './map-limited.ts';
import type { Target, Walk } from './open-walk.ts';
import { saveItems } from './save-items.ts';
import { settle, takenBy } from './settle.ts';

const batchSize = 50;
const readsAtOnce = 8;
const chosen: Place = { parentId: null, depth: 0, isOutside: false };

/** Looks at the next things that were chosen. @returns false when all were looked at before */
export async function planRoots(walk: Walk): Promise<boolean> {
  const { turn } = walk;
  const { roots, rootsSeen, transferId } = turn.transfer;
  const ids = roots.slice(rootsSeen, rootsSeen + batchSize);
  if (ids.length === 0) return false;
  const target = await walk.target();
  const looked = await mapLimited(ids, readsAtOnce, (id) => lookAt(walk, target, id));
  // Those of earlier batches too: what they have met at the destination is taken.
  const known = await turn.items.findItems(transferId, roots);
  const knownIds = new Set(known.map(({ itemId }) => itemId));
  const byId = new Map(looked.flatMap((item) => (item && !knownIds.has(item.itemId) ? [[item.itemId, item]] : [])));
  const settling = { folderId: target?.folder.id ?? null, taken: takenBy(known) };
  const found = await settle(turn, [...byId.values()], settling);
  await saveItems(turn, found, [], { rootsSeen: rootsSeen + ids.length, ...nameTarget(turn.transfer, target) });
  return true;
}

/** The folder by its own id and name: an alias such as `root` would not fit what Drive says of its children. */
function nameTarget({ destination }: Transfer, target: Target | null): TransferChange {
  if (!target || !destination) return {};
  return { destination: { ...destination, folderId: target.folder.id, folderName: target.folder.name } };
}

/** @returns undefined for what comes with a folder that was chosen as well */
async function lookAt(walk: Walk, target: Target | null, id: string): Promise<TransferItem | undefined> {
  const { turn } = walk;
  const now = turn.clock.now();
  const file = await turn.source.find(id, turn.signal);
  if (!file) return buildMissing(turn.transfer, id, reasonOf('source_gone'), now);
  const item = buildItem(turn.transfer, file, chosen, now);
  const reason = refusalOf(file, target);
  if (reason) return { ...item, state: 'failed', reason: reasonOf(reason), endedAt: now };
  return (await walk.isWithinRoot(file)) ? undefined : item;
}

function refusalOf(file: DriveFile, target: Target | null): ReasonCode | undefined {
  if (file.trashed) return 'source_trashed';
  if (target && isFolder(file) && target.path.has(file.id)) return 'folder_into_itself';
  if (target && file.parents.includes(target.folder.id)) return 'already_in_place';
  return undefined;
}
