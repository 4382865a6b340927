import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DriveWorld, startDriveWorld } from '../platforms/drive/drive-sim-world.ts';
import { redirectUri } from '../platforms/youtube-sim-world.ts';
import fc from '../support/fast-check.ts';
import { anyTree } from './support/arbitrary-tree.ts';
import { compareTrees, listBelow } from './support/compare-trees.ts';
import { type DriveHands, openDriveHands, readTree } from './support/drive-hands.ts';
import { expectTree } from './support/expected-tree.ts';
import { plantTree } from './support/plant-tree.ts';
import type { FileNode, FolderNode, ShortcutNode, TreeNode } from './support/tree.ts';

let world: DriveWorld;
let ada: DriveHands;
let ben: DriveHands;
beforeAll(async () => {
  world = await startDriveWorld();
  ada = await openDriveHands({ url: world.url, account: 'ada', redirectUri });
  ben = await openDriveHands({ url: world.url, account: 'ben', redirectUri });
});
afterAll(() => world.close());

let trees = 0;
/** Makes one tree at Ada's and another one at Ben's, and compares what must become of hers with his. */
async function compareMade(hers: readonly TreeNode[], his: readonly TreeNode[]) {
  trees += 1;
  const rootName = `tree ${trees}`;
  const planted = await plantTree(ada, hers, { rootName });
  await plantTree(ben, his, { rootName });
  const found = listBelow(await readTree(world.url), 'ben', []).filter(({ path }) => path[0] === rootName);
  return compareTrees(expectTree(planted), found);
}

const words = {
  name: 'a',
  description: null,
  createdTime: '2020-01-01T00:00:00.000Z',
  modifiedTime: '2021-01-01T00:00:00.000Z',
};
const file: FileNode = { ...words, kind: 'file', mimeType: 'text/plain', bytes: 5, seed: 1 };
const folder = (...children: TreeNode[]): FolderNode => ({ ...words, kind: 'folder', children });
const shortcut = (where: ShortcutNode['target']['where'], index = 0, name = 's'): ShortcutNode => ({
  ...words,
  name,
  kind: 'shortcut',
  target: { where, index },
});

describe('the judge of trees', () => {
  it('takes a tree that was made twice for the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const plain = filesAndFolders(tree);
        expect(await compareMade(plain, plain)).toEqual({ missing: [], superfluous: [] });
      }),
      { numRuns: 10 },
    );
  });

  it.each<[string, readonly TreeNode[], readonly TreeNode[], number, number]>([
    ['a twin less', [file, file], [file], 1, 0],
    ['a twin more', [file], [file, file], 0, 1],
    ['another place', [folder(file), folder()], [folder(), folder(), file], 1, 1],
    ['other bytes', [file], [{ ...file, seed: 2 }], 1, 1],
    ['another time', [file], [{ ...file, modifiedTime: words.createdTime }], 1, 1],
    ['other words', [file], [{ ...file, description: 'Words' }], 1, 1],
    ['another type', [file], [{ ...file, mimeType: 'text/csv' }], 1, 1],
    [
      'a shortcut that leads elsewhere',
      [file, folder(file), shortcut('inside-file', 0)],
      [file, folder(file), shortcut('inside-file', 1)],
      1,
      1,
    ],
    ['an empty folder that is not there', [folder(folder())], [folder()], 1, 0],
  ])('sees %s', async (_what, hers, his, missing, superfluous) => {
    const difference = await compareMade(hers, his);
    expect([difference.missing.length, difference.superfluous.length]).toEqual([missing, superfluous]);
  });
});

describe('what must become of a tree', () => {
  const namesOf = async (tree: readonly TreeNode[]) => {
    trees += 1;
    const planted = await plantTree(ada, tree, { rootName: `tree ${trees}` });
    return expectTree(planted).map(({ path, target, bytes }) => ({
      path: path.slice(1).join(' > '),
      ...(target && { target: target.slice(1).join(' > ') }),
      ...(bytes !== null && { bytes }),
    }));
  };

  it('leaves out what Google does not let out, and exports the rest', async () => {
    const document = { ...words, kind: 'document', exportBytes: 77 } as const;
    expect(
      await namesOf([
        { ...document, type: 'form' },
        { ...document, type: 'spreadsheet' },
      ]),
    ).toEqual([{ path: '' }, { path: 'a.xlsx', bytes: 77 }]);
  });

  it('makes of shortcuts to something outside that thing, once', async () => {
    const tree = [
      shortcut('outside-file'),
      shortcut('gone'),
      shortcut('outside-file', 2, 't'),
      shortcut('outside-folder'),
    ];
    expect(await namesOf(tree)).toEqual([
      { path: '' },
      { path: 's', bytes: 1001 },
      { path: 't', target: 's' },
      { path: 's' },
      { path: 's > Deep.txt', bytes: 11 },
      { path: 's > Deeper' },
    ]);
  });

  it('lets shortcuts within the tree lead to the copies, also in a circle', async () => {
    expect(await namesOf([folder(shortcut('inside-folder')), file, shortcut('inside-file')])).toEqual([
      { path: '' },
      { path: 'a' },
      { path: 'a', bytes: 5 },
      { path: 's', target: 'a' },
      { path: 'a > s', target: 'a' },
    ]);
  });
});

function filesAndFolders(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node): TreeNode[] => {
    if (node.kind === 'folder') return [{ ...node, children: filesAndFolders(node.children) }];
    return node.kind === 'file' ? [node] : [];
  });
}
