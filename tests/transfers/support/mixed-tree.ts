import type { TreeNode } from './tree.ts';

const words = {
  description: null,
  createdTime: '2015-02-03T04:05:06.007Z',
  modifiedTime: '2016-03-04T05:06:07.008Z',
};
const file = (name: string, bytes: number, seed = 1) =>
  ({ ...words, kind: 'file', name, mimeType: 'application/octet-stream', bytes, seed }) as const;
const folder = (name: string, ...children: TreeNode[]) => ({ ...words, kind: 'folder', name, children }) as const;
const document = (name: string, type: 'document' | 'spreadsheet' | 'form') =>
  ({ ...words, kind: 'document', name, type, exportBytes: 5000 }) as const;
const shortcut = (name: string, where: 'inside-file' | 'inside-folder' | 'outside-folder' | 'gone') =>
  ({ ...words, kind: 'shortcut', name, target: { where, index: 0 } }) as const;

/** A bit of everything that a Drive can hold. */
export const mixedTree: readonly TreeNode[] = [
  { ...file('clip.mp4', 700_000), mimeType: 'video/mp4', description: 'The first\nof many 🎬' },
  file('twin', 1000, 2),
  file('twin', 1000, 2),
  file('nothing at all', 0),
  folder('Empty'),
  folder(
    "It's / odd \\",
    file('םולש 👋', 300_000, 3),
    document('Minutes', 'document'),
    folder('Deeper', file('x'.repeat(200), 10), shortcut('Round and round', 'inside-folder')),
  ),
  document('Sums', 'spreadsheet'),
  document('Poll', 'form'),
  shortcut('To the clip', 'inside-file'),
  shortcut('From elsewhere', 'outside-folder'),
  shortcut('To nothing', 'gone'),
];

/** So many small files in folders of `perFolder`, three levels deep. */
export function buildWideTree(files: number, { perFolder = 10, bytes = 2000 } = {}): TreeNode[] {
  const leaves = Array.from({ length: files }, (_, index) => file(`file ${index}`, bytes + index, index % 200));
  const groups = (nodes: readonly TreeNode[], level: string) =>
    Array.from({ length: Math.ceil(nodes.length / perFolder) }, (_, index) =>
      folder(`${level} ${index}`, ...nodes.slice(index * perFolder, (index + 1) * perFolder)),
    );
  return groups(groups(leaves, 'inner'), 'outer');
}
