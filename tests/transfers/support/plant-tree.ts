import { bytesOf, type DriveHands, md5Of } from './drive-hands.ts';
import { exportTypes } from './export-types.ts';
import type { ShortcutNode, TreeNode } from './tree.ts';

/** A node of a tree as it lies in a Drive. */
export interface Planted {
  readonly id: string;
  readonly node: TreeNode;
  /** Of the folder of the tree that it is in; null = the tree's own top. */
  readonly parentId: string | null;
  /** Of a file's bytes, or of what a document is exported into; null for what has none. */
  readonly content: { readonly bytes: number; readonly md5: string } | null;
  /** Of a shortcut; null when it is gone. */
  readonly targetId: string | null;
}

/** A tree in a Drive, with what its shortcuts point to beside it. */
export interface PlantedTree {
  readonly rootId: string;
  readonly rootName: string;
  /** Breadth first, in the order in which they were made: Drive lists them in this order. */
  readonly planted: readonly Planted[];
  /** What lies outside and is the target of shortcuts, with its content. */
  readonly outside: readonly Planted[];
}

/** Of the folder that the tree lies in. */
export const rootTimes = { createdTime: '2018-05-05T05:05:05.005Z', modifiedTime: '2019-06-06T06:06:06.006Z' };
const contentOf = (bytes: Buffer) => ({ bytes: bytes.length, md5: md5Of(bytes) });
const googleType = (name: string) => `application/vnd.google-apps.${name}`;

/** What a shortcut may point to beside the tree: two files, and two folders with something in them. */
const outsideNodes: readonly TreeNode[] = [1, 2].flatMap((index): TreeNode[] => {
  const words = {
    description: null,
    createdTime: `2019-01-0${index}T00:00:00.000Z`,
    modifiedTime: `2020-01-0${index}T00:00:00.000Z`,
  };
  const file = { ...words, kind: 'file', mimeType: 'text/plain', seed: 7 + index } as const;
  return [
    { ...file, name: `Outside ${index}.txt`, bytes: 1000 + index },
    {
      ...words,
      kind: 'folder',
      name: `Outside ${index}`,
      children: [
        { ...file, name: 'Deep.txt', bytes: 10 + index },
        { ...words, kind: 'folder', name: 'Deeper', children: [] },
      ],
    },
  ];
});

/** Makes the tree in a folder of its own. */
export async function plantTree(
  hands: DriveHands,
  tree: readonly TreeNode[],
  { rootName }: { readonly rootName: string },
): Promise<PlantedTree> {
  const elsewhere = await hands.make({ name: `Beside ${rootName}`, mimeType: googleType('folder') });
  const hasShortcuts = JSON.stringify(tree).includes('"kind":"shortcut"');
  const outside = hasShortcuts ? await plantNodes(hands, outsideNodes, elsewhere) : [];
  const rootId = await hands.make({ ...rootTimes, name: rootName, mimeType: googleType('folder') });
  const planted = await plantNodes(hands, tree, rootId);
  const all: Planted[] = [];
  for (const one of planted) {
    all.push(
      one.node.kind === 'shortcut'
        ? await plantShortcut(hands, { ...one, node: one.node }, { rootId, elsewhere, planted, outside })
        : one,
    );
  }
  return { rootId, rootName, planted: all, outside };
}

/** Everything but shortcuts, which need their targets first. */
async function plantNodes(hands: DriveHands, nodes: readonly TreeNode[], topId: string): Promise<Planted[]> {
  const planted: Planted[] = [];
  const queue = nodes.map((node) => ({ node, parentId: null as string | null }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { node, parentId } = next;
    const made = await plantNode(hands, node, parentId ?? topId);
    planted.push({ node, parentId, targetId: null, ...made });
    if (node.kind === 'folder') queue.push(...node.children.map((child) => ({ node: child, parentId: made.id })));
  }
  return planted;
}

async function plantNode(hands: DriveHands, node: TreeNode, parentId: string) {
  const { name, description, createdTime, modifiedTime } = node;
  const resource = { name, createdTime, modifiedTime, parents: [parentId], ...(description && { description }) };
  switch (node.kind) {
    case 'folder':
      return { id: await hands.make({ ...resource, mimeType: googleType('folder') }), content: null };
    case 'file': {
      const bytes = bytesOf(node);
      return { id: await hands.make({ ...resource, mimeType: node.mimeType }, bytes), content: contentOf(bytes) };
    }
    case 'document': {
      const id = await hands.make({ ...resource, mimeType: googleType(node.type) });
      await hands.change(id, { exportBytes: node.exportBytes });
      const type = exportTypes[node.type]?.mimeType;
      if (!type) return { id, content: null };
      const exported = await hands.api('GET', `/v3/files/${id}/export?mimeType=${encodeURIComponent(type)}`);
      return { id, content: contentOf(Buffer.from(exported.text)) };
    }
    case 'shortcut':
      // Its place among its siblings is taken when it is made; see plantShortcut.
      return { id: parentId, content: null };
  }
}

interface Surroundings {
  readonly rootId: string;
  readonly elsewhere: string;
  readonly planted: readonly Planted[];
  readonly outside: readonly Planted[];
}

async function plantShortcut(
  hands: DriveHands,
  shortcut: Planted & { readonly node: ShortcutNode },
  around: Surroundings,
): Promise<Planted> {
  const { name, description, createdTime, modifiedTime, target } = shortcut.node;
  const isGone = target.where === 'gone';
  const targetId = isGone
    ? await hands.make({ name: 'Gone', parents: [around.elsewhere] })
    : pickTarget(target, around);
  const id = await hands.make({
    name,
    createdTime,
    modifiedTime,
    ...(description && { description }),
    mimeType: googleType('shortcut'),
    parents: [shortcut.parentId ?? around.rootId],
    shortcutDetails: { targetId },
  });
  if (isGone) await hands.destroy(targetId);
  return { ...shortcut, id, targetId: isGone ? null : targetId };
}

/** The tree's own root when there is nothing of that sort in it. */
function pickTarget({ where, index }: ShortcutNode['target'], { rootId, planted, outside }: Surroundings): string {
  const kind = where.endsWith('folder') ? 'folder' : 'file';
  const among = where.startsWith('inside') ? planted : outside.filter(({ parentId }) => parentId === null);
  const possible = among.filter(({ node }) => node.kind === kind);
  return possible[index % possible.length]?.id ?? rootId;
}
