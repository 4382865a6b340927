import { compareTrees, listBelow } from './compare-trees.ts';
import type { TreeRow } from './drive-hands.ts';
import { expectTree } from './expected-tree.ts';
import { exportTypes } from './export-types.ts';
import type { Planted, PlantedTree } from './plant-tree.ts';

/** A tree that was to be moved as a whole, and where to. */
export interface Move {
  readonly tree: PlantedTree;
  /** Short name of the account at the destination, and the folder there, which held nothing. */
  readonly account: string;
  readonly folder: readonly string[];
  readonly deletesSource: boolean;
}

/** @returns what is wrong with what a finished transfer has left at both ends */
export function judgeMove(move: Move, rows: readonly TreeRow[]): string[] {
  const { missing, superfluous } = compareTrees(expectTree(move.tree), listBelow(rows, move.account, move.folder));
  return [
    ...missing.map((row) => `missing ${row}`),
    ...superfluous.map((row) => `superfluous ${row}`),
    ...judgeSource(move, rows),
  ];
}

/** Nothing is destroyed; in the trash lies what has arrived as it was, if that was the wish, and nothing else. */
function judgeSource({ tree, deletesSource }: Move, rows: readonly TreeRow[]): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const goes = deletesSource ? listGoing(tree) : new Set<string>();
  const all = [{ id: tree.rootId, name: tree.rootName }, ...[...tree.planted, ...tree.outside].map(nameOf)];
  return all.flatMap(({ id, name }) => {
    const row = byId.get(id);
    if (!row) return [`destroyed at the source: ${name}`];
    if (row.trashed === goes.has(id)) return [];
    return [row.trashed ? `in the trash at the source: ${name}` : `left at the source: ${name}`];
  });
}

const nameOf = ({ id, node }: Planted) => ({ id, name: node.name });

/**
 * Files and shortcuts that arrive, and folders in which nothing stays. A document stays because it was exported, a shortcut in
 * whose place a whole folder arrives because no single copy proves that.
 */
function listGoing({ rootId, planted, outside }: PlantedTree): ReadonlySet<string> {
  const staying = new Set(
    outside.flatMap(({ id, node }) => {
      const first = planted.find(({ targetId }) => targetId === id);
      return node.kind === 'folder' && first ? [first.id] : [];
    }),
  );
  const childrenOf = Map.groupBy(planted, ({ parentId }) => parentId ?? rootId);
  const going = new Set<string>();
  function goes(one: Planted): boolean {
    const isLeaf = one.node.kind !== 'document' && !isBroken(one) && !staying.has(one.id);
    const isGoing = one.node.kind === 'folder' ? empties(one.id) : isLeaf;
    if (isGoing) going.add(one.id);
    return isGoing;
  }
  function empties(folderId: string): boolean {
    return (childrenOf.get(folderId) ?? []).map(goes).every(Boolean);
  }
  if (empties(rootId)) going.add(rootId);
  return going;
}

const isBroken = ({ node, targetId }: Planted) => node.kind === 'shortcut' && targetId === null;

/**
 * Looks at any moment: whatever of the tree's files is in the trash at the source has its copy, whole, at the destination.
 * @returns what was thrown away too early
 */
export function listThrownAway(
  { tree, account, folder }: Omit<Move, 'deletesSource'>,
  rows: readonly TreeRow[],
): string[] {
  const arrived = new Set(listBelow(rows, account, folder).map(({ md5, bytes }) => `${md5} ${bytes}`));
  const trashed = new Set(rows.flatMap(({ id, trashed: isTrashed }) => (isTrashed ? [id] : [])));
  return tree.planted.flatMap(({ id, node, content }) => {
    const isFile = node.kind === 'file' || (node.kind === 'document' && exportTypes[node.type] !== undefined);
    if (!isFile || !trashed.has(id) || arrived.has(`${content?.md5} ${content?.bytes}`)) return [];
    return [`thrown away before it had arrived: ${node.name}`];
  });
}
