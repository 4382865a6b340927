import { type DriveFile, isFolder } from '../../domain/drive/drive-file.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { buildItem, type Place } from './build-item.ts';
import { failInPlan } from './fail-in-plan.ts';
import type { Target, Walk } from './open-walk.ts';

/** A file by its id, and what is to become of it. */
export async function lookAt(
  walk: Walk,
  id: string,
  place: Place,
): Promise<{ readonly file: DriveFile; readonly item: TransferItem } | undefined> {
  const { transfer, source, signal, clock } = walk.turn;
  const file = await source.find(id, signal);
  if (!file) return undefined;
  const item = buildItem(transfer, file, place, clock.now());
  const reason = refusalOf(file, place, await walk.target());
  return { file, item: reason ? failInPlan(item, reasonOf(reason), clock.now()) : item };
}

function refusalOf(file: DriveFile, { parentId }: Place, target: Target | null): ReasonCode | undefined {
  if (file.trashed) return 'source_trashed';
  if (target && isFolder(file) && target.path.has(file.id)) return 'folder_into_itself';
  if (target && parentId === null && file.parents.includes(target.folder.id)) return 'already_in_place';
  return undefined;
}
