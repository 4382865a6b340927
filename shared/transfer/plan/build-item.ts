import { type DriveFile, isFolder, isNative } from '../../domain/drive/drive-file.ts';
import type { NoteCode } from '../../domain/transfers/note-texts.ts';
import { reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { Transfer } from '../../domain/transfers/transfer.ts';
import { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { failInPlan } from './fail-in-plan.ts';
import { type Fate, fateOf } from './fate-of.ts';

/** Where in the transfer a file was found. */
export interface Place {
  /** The folder's item; null = it was chosen itself. */
  readonly parentId: string | null;
  readonly depth: number;
  /** It was reached through a shortcut, and is not part of what was chosen. */
  readonly isOutside: boolean;
  /** Name of the shortcut that it stands for. */
  readonly name?: string;
  /** See TransferItem. */
  readonly via?: string | null;
}

/** The place of whatever is in a folder. */
export function placeIn(folder: TransferItem): Place {
  const isOutside = folder.notes.includes('outside_of_selection' satisfies NoteCode);
  return { parentId: folder.itemId, depth: folder.depth + 1, isOutside };
}

/** What is to become of a file that the walk has found, before anything is known of the destination. */
export function buildItem(transfer: Transfer, file: DriveFile, place: Place, now: number): TransferItem {
  const { name = file.name, via = null } = place;
  const fate = fateOf(transfer, file, name);
  const notes = notesOf(transfer, file, place, fate);
  const item = TransferItem.parse({
    transferId: transfer.transferId,
    itemId: file.id,
    // Given when it is stored.
    seq: 0,
    parentId: place.parentId,
    depth: place.depth,
    name: file.name,
    newName: fate.name === file.name ? null : fate.name,
    mimeType: file.mimeType,
    driveId: file.driveId,
    description: file.description,
    // What an export will weigh is known only when it is made.
    sizeBytes: isNative(file) ? null : file.sizeBytes,
    md5: file.md5,
    sha256: file.sha256,
    createdTime: file.createdTime,
    modifiedTime: file.modifiedTime,
    action: fate.action,
    exportType: fate.exportType,
    targetItemId: file.shortcut?.targetId ?? null,
    via,
    notes,
    state: fate.state,
    reason: fate.reason,
    cleans: isFolder(file) && transfer.options.deleteSource && notes.length === 0,
    endedAt: fate.state === 'skipped' ? now : null,
  } satisfies Partial<TransferItem>);
  return fate.state === 'failed' && fate.reason ? failInPlan(item, fate.reason, now) : item;
}

function notesOf({ options }: Transfer, file: DriveFile, place: Place, fate: Fate): NoteCode[] {
  const notes = [...fate.notes];
  if (place.name !== undefined) notes.push('shortcut_resolved');
  if (place.isOutside) notes.push('outside_of_selection');
  else if (options.deleteSource && !file.can.trash) notes.push('not_yours_to_trash');
  return notes;
}

/** Something that was chosen and cannot be found. */
export function buildMissing(transfer: Transfer, fileId: string, now: number): TransferItem {
  const at = new Date(now).toISOString();
  const item = TransferItem.parse({
    transferId: transfer.transferId,
    itemId: fileId,
    seq: 0,
    parentId: null,
    depth: 0,
    name: fileId,
    mimeType: 'application/octet-stream',
    sizeBytes: null,
    md5: null,
    createdTime: at,
    modifiedTime: at,
    action: transfer.kind,
    state: 'planned',
  } satisfies Partial<TransferItem>);
  return failInPlan(item, reasonOf('source_gone'), now);
}
