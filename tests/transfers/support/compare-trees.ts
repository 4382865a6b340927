import type { TreeRow } from './drive-hands.ts';
import type { ExpectedRow } from './expected-tree.ts';

/** What lies below a folder of an account and is not in the bin, with paths from there. */
export function listBelow(tree: readonly TreeRow[], account: string, folder: readonly string[]): TreeRow[] {
  return tree
    .filter((row) => row.account === account && !row.trashed)
    .filter(({ path }) => path.length > folder.length && folder.every((name, index) => path[index] === name))
    .map((row) => ({ ...row, path: row.path.slice(folder.length) }));
}

/**
 * Compares what must be there with what is there, as collections: siblings may be alike.
 * @returns what is missing and what is too much; nothing when they are the same
 */
export function compareTrees(
  expected: readonly ExpectedRow[],
  found: readonly TreeRow[],
): { missing: string[]; superfluous: string[] } {
  const pathOf = new Map(found.map(({ id, path }) => [id, path]));
  const wanted = expected.map(({ sourceId: _source, ...row }) => describe(row));
  const there = found.map(
    ({ path, mimeType, bytes, md5, description, createdTime, modifiedTime, shortcutTargetId }) => {
      const target = shortcutTargetId === null ? null : (pathOf.get(shortcutTargetId) ?? ['outside', shortcutTargetId]);
      return describe({ path, mimeType, bytes, md5, description, createdTime, modifiedTime, target });
    },
  );
  return { missing: subtract(wanted, there), superfluous: subtract(there, wanted) };
}

function describe(row: Omit<ExpectedRow, 'sourceId'>): string {
  const { path, mimeType, bytes, md5, description, createdTime, modifiedTime, target } = row;
  return JSON.stringify([path, mimeType, bytes, md5, description, createdTime, modifiedTime, target]);
}

/** What is in the first collection and not, or not as often, in the second. */
function subtract(these: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of those) left.set(one, (left.get(one) ?? 0) + 1);
  return these.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count <= 0;
  });
}
