import { exportTypes } from './export-types.ts';
import { type Planted, type PlantedTree, rootTimes } from './plant-tree.ts';

/** What must lie at the destination. */
export interface ExpectedRow {
  readonly path: readonly string[];
  readonly mimeType: string;
  readonly bytes: number | null;
  readonly md5: string | null;
  readonly description: string | null;
  readonly createdTime: string;
  readonly modifiedTime: string;
  /** Where a shortcut leads to, at the destination. */
  readonly target: readonly string[] | null;
  /** What it was at the source. */
  readonly sourceId: string;
}

const folderType = 'application/vnd.google-apps.folder';
const shortcutType = 'application/vnd.google-apps.shortcut';

/**
 * What a transfer of the whole tree makes, in a destination that has nothing of it: folders and files as they are,
 * documents in the usual formats, shortcuts between copies. A shortcut to something outside becomes that thing, the first
 * time; later ones lead to what it has become. What can neither be copied nor exported, and shortcuts to nothing, are missing.
 */
export function expectTree({ rootId, rootName, planted, outside }: PlantedTree): ExpectedRow[] {
  const nothing = { bytes: null, md5: null, description: null, target: null };
  const rows: ExpectedRow[] = [{ ...nothing, ...rootTimes, path: [rootName], mimeType: folderType, sourceId: rootId }];
  const paths = new Map<string, readonly string[]>([[rootId, [rootName]]]);
  const pathIn = (parentId: string | null, name: string) => [...(paths.get(parentId ?? rootId) ?? []), name];

  function add(one: Planted, path: readonly string[]): void {
    const made = { ...rowOf(one), path };
    paths.set(one.id, path);
    rows.push({ ...made, target: null, sourceId: one.id });
  }
  function addWithContent(one: Planted, path: readonly string[]): void {
    add(one, path);
    const inside = outside.filter(({ parentId }) => parentId === one.id);
    for (const child of inside) addWithContent(child, [...path, nameOf(child)]);
  }

  for (const one of planted) {
    if (isMovable(one)) add(one, pathIn(one.parentId, nameOf(one)));
  }
  for (const one of planted) {
    if (one.node.kind !== 'shortcut' || one.targetId === null) continue;
    const path = pathIn(one.parentId, one.node.name);
    const target = paths.get(one.targetId);
    const beside = outside.find(({ id }) => id === one.targetId);
    if (target) rows.push({ ...rowOf(one), path, target, sourceId: one.id });
    else if (beside) addWithContent(beside, path);
  }
  return rows;
}

function isMovable({ node }: Planted): boolean {
  if (node.kind === 'document') return exportTypes[node.type] !== undefined;
  return node.kind !== 'shortcut';
}

/** A document gets the ending of its format, unless it has it. */
function nameOf({ node }: Planted): string {
  const ending = node.kind === 'document' ? (exportTypes[node.type]?.ending ?? '') : '';
  return node.name.toLowerCase().endsWith(ending) ? node.name : `${node.name}${ending}`;
}

function rowOf({ node, content }: Planted) {
  const { description, createdTime, modifiedTime } = node;
  const words = { description, createdTime, modifiedTime, bytes: content?.bytes ?? null, md5: content?.md5 ?? null };
  switch (node.kind) {
    case 'folder':
      return { ...words, mimeType: folderType };
    case 'file':
      return { ...words, mimeType: node.mimeType };
    case 'document':
      return { ...words, mimeType: exportTypes[node.type]?.mimeType ?? '' };
    case 'shortcut':
      return { ...words, mimeType: shortcutType };
  }
}
