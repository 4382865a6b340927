import type { Entry } from './entry.ts';

/** Puts the earlier object in the place of each entry that has not changed, so that it is not drawn again. */
export function keepSame(entries: readonly Entry[], earlier: ReadonlyMap<string, Entry>): Entry[] {
  return entries.map((entry) => {
    const known = earlier.get(entry.key);
    return known && isSame(known, entry) ? known : entry;
  });
}

function isSame(one: Entry, other: Entry): boolean {
  return (
    one.video === other.video &&
    one.local === other.local &&
    one.isSaving === other.isSaving &&
    one.posts.length === other.posts.length
  );
}
