/**
 * A wait that is always the same for the same id, and evenly spread over all ids: whoever are due together do not all start
 * together. FNV-1a with a last mix, so that ids which differ in their last letter only do not stand side by side.
 * @param id of what waits
 * @param overMs length of the stretch, ≥ 0
 * @returns whole milliseconds, 0 ≤ result < overMs; 0 for an empty stretch
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function spreadOf(id: string, overMs: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  const share = ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  return Math.floor(share * overMs);
}
