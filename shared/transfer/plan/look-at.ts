import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { buildItem, type Place } from './build-item.ts';
import { failInPlan } from './fail-in-plan.ts';
import type { Walk } from './open-walk.ts';
import { refusalOf } from './refusal-of.ts';

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
