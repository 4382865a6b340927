import { type DriveFile, isNative } from '../../domain/drive/drive-file.ts';
import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { OnExisting } from '../../domain/transfers/transfer-options.ts';
import type { TurnContext } from '../turn-context.ts';
import { failInPlan } from './fail-in-plan.ts';
import { findFreeNames } from './find-free-names.ts';
import { findRecorded } from './find-recorded.ts';
import { type Match, matchExisting } from './match-existing.ts';
import { type FolderView, openFolder } from './open-folder.ts';

const unsettled: readonly TransferItem['state'][] = ['planned', 'listing'];

interface Settling {
  /** The folder at the destination that all of them go into; it exists. */
  readonly folderId: string;
  /** By id of a shortcut's item: the file that its target has become, null = not yet. */
  readonly targets?: ReadonlyMap<string, string | null>;
}

/**
 * Looks at what is at the destination already, and decides what that means for items: a folder is merged, equal bytes are
 * not sent again, another file of the name is treated as the user has ordered.
 */
export async function settleExisting(
  turn: TurnContext,
  items: readonly TransferItem[],
  { folderId, targets = new Map() }: Settling,
): Promise<TransferItem[]> {
  const { destination, transfer } = turn;
  const open = items.filter(({ state }) => unsettled.includes(state));
  if (!destination || open.length === 0) return [...items];
  const folder = { id: folderId, driveId: transfer.destination?.driveId ?? null };
  const view = await openFolder(destination, folder, open.length, turn.signal);
  const named = await view.named(open.map(nameOf));
  const recorded = await findRecorded(turn, folderId, open, named);
  const taken = await findTaken(turn, [...named, ...recorded.values()], open);
  const matches = matchExisting(open, { named, recorded, targets, taken });
  const moved = open.filter((item) => needsName(matches.get(item.itemId), item, transfer.options.onExisting));
  const names = await nameAnew(view, moved, open.map(nameOf));
  const there = new Set(named.map(({ id }) => id));
  return items.map((item) => {
    if (open.includes(item) && there.has(item.itemId)) return meetItself(item, turn.clock.now());
    const match = matches.get(item.itemId);
    const newName = names.get(item.itemId);
    if (newName !== undefined) return note({ ...item, newName }, 'renamed');
    return match ? meet(item, match, transfer.options.onExisting, turn.clock.now()) : item;
  });
}

const nameOf = ({ name, newName }: TransferItem) => newName ?? name;

/**
 * What belongs to other items: of earlier pages, of other names at the source, of what an earlier transfer has made. What is
 * to be moved itself takes nothing in: it would lose its own content, and go to the trash with what it has got.
 */
async function findTaken(
  { transfer: { transferId }, items }: TurnContext,
  candidates: readonly DriveFile[],
  open: readonly TransferItem[],
): Promise<Set<string>> {
  const own = new Set(open.map(({ itemId }) => itemId));
  const ids = candidates.map(({ id }) => id);
  const [met, moving] = await Promise.all([items.findMeetings(transferId, ids), items.findItems(transferId, ids)]);
  const others = [...met].flatMap(([destId, itemId]) => (own.has(itemId) ? [] : [destId]));
  return new Set([...others, ...moving.map(({ itemId }) => itemId), ...ids.filter((id) => own.has(id))]);
}

/** Whether an item goes beside what it meets: by the user's wish, or because that cannot get its content. */
function needsName(match: Match | undefined, item: TransferItem, onExisting: OnExisting): boolean {
  if (!match || match.isSame || onExisting === 'skip') return false;
  const canReplace = match.file.can.edit && !isNative(match.file) && item.action !== 'shortcut';
  return onExisting === 'rename' || !canReplace;
}

async function nameAnew(
  view: FolderView,
  items: readonly TransferItem[],
  coming: readonly string[],
): Promise<Map<string, string>> {
  const names = await findFreeNames(view, items.map(nameOf), coming);
  return new Map(items.flatMap(({ itemId }, index) => (names[index] === undefined ? [] : [[itemId, names[index]]])));
}

/** Who has shared it alone does not show in which folder it lies; that folder does. */
function meetItself(item: TransferItem, now: number): TransferItem {
  if (item.action === 'folder') return failInPlan(item, reasonOf('already_in_place'), now);
  return leave({ ...item, destId: item.itemId }, 'already_there', now);
}

function meet(item: TransferItem, { file, isSame }: Match, onExisting: OnExisting, now: number): TransferItem {
  if (item.action === 'folder') return { ...item, destId: file.id, replaces: true };
  if (isSame) return leave({ ...item, destId: file.id }, 'already_there', now);
  if (onExisting === 'skip') return leave(item, 'name_taken', now);
  return note({ ...item, destId: file.id, replaces: true }, 'replaced');
}

const note = (item: TransferItem, code: NoteCode): TransferItem => ({ ...item, notes: [...item.notes, code] });

function leave(item: TransferItem, code: ReasonCode, now: number): TransferItem {
  return { ...item, state: 'skipped', action: 'none', reason: reasonOf(code), endedAt: now };
}
