import { invalidParameter } from './drive-error.ts';
import { type DriveFile, isFolder } from './drive-file.ts';

type Compare = (one: DriveFile, other: DriveFile) => number;

const collator = new Intl.Collator('en', { numeric: true });
const byText = (one: string, other: string) => (one < other ? -1 : Number(one > other));
const keys: Readonly<Record<string, Compare>> = {
  createdTime: (one, other) => one.createdMs - other.createdMs,
  folder: (one, other) => Number(isFolder(other)) - Number(isFolder(one)),
  modifiedByMeTime: (one, other) => one.modifiedMs - other.modifiedMs,
  modifiedTime: (one, other) => one.modifiedMs - other.modifiedMs,
  name: (one, other) => byText(one.name.toLowerCase(), other.name.toLowerCase()),
  name_natural: (one, other) => collator.compare(one.name, other.name),
  quotaBytesUsed: (one, other) => (one.content?.bytes ?? 0) - (other.content?.bytes ?? 0),
  recency: (one, other) => one.modifiedMs - other.modifiedMs,
  sharedWithMeTime: (one, other) => one.createdMs - other.createdMs,
  starred: (one, other) => Number(other.starred) - Number(one.starred),
  viewedByMeTime: (one, other) => one.modifiedMs - other.modifiedMs,
};

/**
 * Sorts by the `orderBy` parameter; without one, the newest come first.
 * @throws GoogleApiError 400 for a key that does not exist
 */
export function orderFiles<Entry extends { readonly file: DriveFile }>(
  entries: readonly Entry[],
  orderBy: string | null,
): Entry[] {
  if (orderBy === null || orderBy === '') return entries.toReversed();
  const compares = orderBy.split(',').map((part) => {
    const [name = '', direction] = part.trim().split(/\s+/);
    const compare = keys[name];
    if (!compare || (direction !== undefined && direction !== 'desc')) {
      throw invalidParameter('orderBy', `Invalid Value: ${part.trim()}`);
    }
    return direction === 'desc' ? (one: DriveFile, other: DriveFile) => compare(other, one) : compare;
  });
  return entries.toSorted((one, other) => {
    for (const compare of compares) {
      const order = compare(one.file, other.file);
      if (order !== 0) return order;
    }
    return 0;
  });
}
