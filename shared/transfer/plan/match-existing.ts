import { type DriveFile, isFolder, isNative, shortcutType } from '../../domain/drive/drive-file.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';

/** What an item meets at the destination. */
export interface Match {
  readonly file: DriveFile;
  /** It is what the item would become: nothing has to be sent. */
  readonly isSame: boolean;
}

export interface Candidates {
  /** Everything that is in the folder under the names of the items. */
  readonly named: readonly DriveFile[];
  /** By item id: what an earlier transfer has made of it, where that is still in the folder. */
  readonly recorded: ReadonlyMap<string, DriveFile>;
  /** By item id: the file that a shortcut's target has become. */
  readonly targets: ReadonlyMap<string, string | null>;
  /** Files that met another item before; grows. No two items meet the same one, so duplicates stay duplicates. */
  readonly taken: Set<string>;
}

/** Finds for each item what it meets. Exact knowledge goes first: records, then equal bytes, then mere names. */
export function matchExisting(items: readonly TransferItem[], candidates: Candidates): Map<string, Match> {
  const { recorded, targets, taken } = candidates;
  const byName = Map.groupBy(candidates.named, ({ name }) => name);
  const matches = new Map<string, Match>();
  const take = (item: TransferItem, file: DriveFile | undefined) => {
    if (!file || matches.has(item.itemId) || taken.has(file.id)) return;
    taken.add(file.id);
    matches.set(item.itemId, { file, isSame: isSame(item, file, targets.get(item.itemId)) });
  };
  const named = (item: TransferItem, fits: (file: DriveFile) => boolean) =>
    (byName.get(item.newName ?? item.name) ?? []).find(
      (file) => kindOf(file) === kindOf(item) && !taken.has(file.id) && fits(file),
    );

  for (const item of items) {
    const file = recorded.get(item.itemId);
    if (file && kindOf(file) === kindOf(item)) take(item, file);
  }
  for (const item of items) {
    if (!matches.has(item.itemId))
      take(
        item,
        named(item, (file) => isSame(item, file, targets.get(item.itemId))),
      );
  }
  for (const item of items) {
    if (!matches.has(item.itemId))
      take(
        item,
        named(item, () => true),
      );
  }
  return matches;
}

function kindOf(file: Pick<DriveFile, 'mimeType'>): 'folder' | 'shortcut' | 'file' {
  if (isFolder(file)) return 'folder';
  return file.mimeType === shortcutType ? 'shortcut' : 'file';
}

function isSame(item: TransferItem, file: DriveFile, target: string | null | undefined): boolean {
  switch (item.action) {
    case 'folder':
      return true;
    case 'shortcut':
      return typeof target === 'string' && file.shortcut?.targetId === target;
    case 'export':
      // Every export of a document has other bytes; its copy carries the time of the last change.
      return file.mimeType === item.exportType && Date.parse(file.modifiedTime) === Date.parse(item.modifiedTime);
    default:
      return (
        !isNative(file) &&
        file.sizeBytes === item.sizeBytes &&
        (item.md5 ? file.md5 === item.md5 : item.sizeBytes === 0)
      );
  }
}
