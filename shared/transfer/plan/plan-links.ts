import { type DriveFile, isFolder } from '../../domain/drive/drive-file.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { whatToTrash } from '../what-to-trash.ts';
import { buildItem } from './build-item.ts';
import { mapLimited } from './map-limited.ts';
import type { Walk } from './open-walk.ts';
import { saveItems } from './save-items.ts';
import { settleLinks } from './settle-links.ts';
import type { ItemChange } from './sum-plan.ts';

/** A shortcut and what arrives in its place are stored together, or not at all: see saveItems. */
const batchSize = 45;
const readsAtOnce = 8;

/**
 * Looks at the next shortcuts, after everything that was chosen is known. What points to something that moves as well becomes
 * a shortcut to the copy; what points elsewhere is replaced by the thing itself, whose own folders are walked then. Cycles end
 * because nothing is taken up twice.
 * @returns false when there is none left
 */
export async function planLinks(walk: Walk): Promise<boolean> {
  const { turn } = walk;
  const { transferId } = turn.transfer;
  const links = await turn.items.listOpen(transferId, 'link', batchSize);
  if (links.length === 0) return false;
  const known = await findKnown(walk, links);
  const outside = await findOutside(walk, links, known);
  const found: TransferItem[] = [];
  const changed: ItemChange[] = [];
  for (const link of foldersFirst(links, outside)) {
    const { after, resolved } = await resolve(walk, link, known, outside);
    if (resolved) {
      found.push(resolved);
      known.set(resolved.itemId, resolved);
    }
    changed.push({ before: link, after });
    // What is in that folder may be what the next shortcut points to.
    if (resolved?.state === 'listing') break;
  }
  const settled = await settleLinks(turn, [...found, ...changed.map(({ after }) => after)], known);
  const afterOf = (item: TransferItem) => settled.get(item.itemId) ?? item;
  await saveItems(
    turn,
    found.map(afterOf),
    changed.map(({ before, after }) => ({ before, after: afterOf(after) })),
  );
  return true;
}

type Known = Map<string, TransferItem>;

/** Targets and parents, as far as they are in the plan. */
async function findKnown({ turn }: Walk, links: readonly TransferItem[]): Promise<Known> {
  const ids = new Set(links.flatMap(({ targetItemId, parentId }) => [targetItemId ?? [], parentId ?? []].flat()));
  const items = await turn.items.findItems(turn.transfer.transferId, [...ids]);
  return new Map(items.map((item) => [item.itemId, item]));
}

async function findOutside({ turn }: Walk, links: readonly TransferItem[], known: Known) {
  const ids = new Set(links.flatMap(({ targetItemId }) => targetItemId ?? []).filter((id) => !known.has(id)));
  const files = await mapLimited([...ids], readsAtOnce, (id) => turn.source.find(id, turn.signal));
  return new Map(files.flatMap((file) => (file ? [[file.id, file]] : [])));
}

/** Folders bring what other shortcuts may point to: a file that is within one shall arrive there. */
function foldersFirst(links: readonly TransferItem[], outside: ReadonlyMap<string, DriveFile>): TransferItem[] {
  const isToFolder = ({ targetItemId }: TransferItem) => {
    const target = outside.get(targetItemId ?? '');
    return target !== undefined && isFolder(target);
  };
  return [...links.filter(isToFolder), ...links.filter((link) => !isToFolder(link))];
}

interface Resolved {
  /** What becomes of the shortcut. */
  readonly after: TransferItem;
  /** What arrives in its place. */
  readonly resolved?: TransferItem;
}

async function resolve(
  walk: Walk,
  link: TransferItem,
  known: ReadonlyMap<string, TransferItem>,
  outside: ReadonlyMap<string, DriveFile>,
): Promise<Resolved> {
  const { transfer, clock } = walk.turn;
  const leave = (code: ReasonCode): TransferItem => ({
    ...link,
    action: 'none',
    state: 'skipped',
    reason: reasonOf(code),
    endedAt: clock.now(),
  });
  const target = known.get(link.targetItemId ?? '');
  if (target) return { after: pointTo(link, target) ?? leave(whyNotTo(target, transfer.kind)) };
  const file = outside.get(link.targetItemId ?? '');
  // A shortcut to a shortcut leads nowhere: Drive makes none.
  if (!file || file.trashed || file.shortcut) return { after: leave('shortcut_broken') };
  const above = await walk.target();
  if (above?.path.has(file.id)) return { after: leave('folder_into_itself') };
  const { parentId, depth, name } = link;
  const via = transfer.options.deleteSource ? whatToTrash(link) : null;
  const place = { parentId, depth, name, via, isOutside: true };
  return { after: leave('shortcut_resolved'), resolved: buildItem(transfer, file, place, clock.now()) };
}

/** @returns undefined when no shortcut can be made */
function pointTo(link: TransferItem, target: TransferItem): TransferItem | undefined {
  if (link.action !== 'shortcut' || target.state === 'link' || target.action === 'shortcut') return undefined;
  const isLeft = (target.state === 'skipped' || target.state === 'failed') && target.destId === null;
  return isLeft ? undefined : { ...link, state: 'planned' };
}

function whyNotTo(target: TransferItem, kind: 'copy' | 'import'): ReasonCode {
  if (target.state === 'link' || target.action === 'shortcut') return 'shortcut_broken';
  return kind === 'import' ? 'shortcut_resolved' : 'shortcut_target_left';
}
