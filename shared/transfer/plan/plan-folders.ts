import type { DrivePage } from '../../domain/drive/drive-api.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TurnContext } from '../turn-context.ts';
import { buildItem, placeIn } from './build-item.ts';
import { failInPlan, hasFailedInPlan } from './fail-in-plan.ts';
import { listChildren } from './list-children.ts';
import type { Walk } from './open-walk.ts';
import { planAgain } from './plan-again.ts';
import { saveItems } from './save-items.ts';
import { settle } from './settle.ts';

/** Pages that are held in memory at the same time: about a megabyte each. */
const foldersAtOnce = 4;

const noPage = { pageToken: null } as const;

/** Looks at a page of each of the next folders, breadth first. @returns false when there is none left */
export async function planFolders(walk: Walk): Promise<boolean> {
  const { turn } = walk;
  const open = await turn.items.listOpen(turn.transfer.transferId, 'listing', foldersAtOnce);
  for (const item of open.filter(hasFailedInPlan)) await planAgain(walk, item);
  const folders = open.filter((item) => !hasFailedInPlan(item));
  const pages = await Promise.all(
    folders.map(async (folder) => ({ folder, listed: await listChildren(turn, folder) })),
  );
  for (const { folder, listed } of pages) {
    if (listed === 'begin-again') await change(turn, folder, { ...folder, ...noPage });
    else if ('refused' in listed) await change(turn, folder, failInPlan(folder, listed.refused, turn.clock.now()));
    else await takeIn(turn, folder, listed);
  }
  return open.length > 0;
}

const change = (turn: TurnContext, before: TransferItem, after: TransferItem) =>
  saveItems(turn, [], [{ before, after }]);

async function takeIn(turn: TurnContext, folder: TransferItem, page: DrivePage): Promise<void> {
  const { transfer } = turn;
  const now = turn.clock.now();
  // Pages overlap while the folder changes, and what was chosen by itself is known before.
  const files = new Map(page.files.filter(({ trashed }) => !trashed).map((file) => [file.id, file]));
  const known = await turn.items.findItems(transfer.transferId, [...files.keys()]);
  for (const { itemId } of known) files.delete(itemId);
  const items = [...files.values()].map((file) => buildItem(transfer, file, placeIn(folder), now));
  const found = await settle(turn, items, { folderId: folder.destId });
  const after: TransferItem =
    page.nextPageToken === null ? seen(folder, now) : { ...folder, pageToken: page.nextPageToken };
  await saveItems(turn, found, [{ before: folder, after }]);
}

/** A folder of an import is nowhere made. */
function seen(folder: TransferItem, now: number): TransferItem {
  if (folder.action === 'none') return { ...folder, ...noPage, state: 'done', endedAt: now };
  return { ...folder, ...noPage, state: 'planned' };
}
