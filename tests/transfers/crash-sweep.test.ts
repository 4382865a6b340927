import { afterAll, beforeAll } from '@jest/globals';
import type { Strike } from '../crash/support/strike.ts';
import { type FlowWorld, sweepFlow } from '../crash/support/sweep-flow.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { compareTrees, listBelow } from './support/compare-trees.ts';
import type { DriveHands, TreeRow } from './support/drive-hands.ts';
import { expectTree } from './support/expected-tree.ts';
import { judgeMove, listThrownAway, type Move } from './support/judge-move.ts';
import { moveThrough } from './support/move-through.ts';
import { type PlantedTree, plantTree, rootTimes } from './support/plant-tree.ts';
import { openTransferWorld } from './support/transfer-world.ts';
import type { TreeNode } from './support/tree.ts';

const folderType = 'application/vnd.google-apps.folder';
const chunkBytes = 16 * 1024 * 1024;
const promise = 'everything is there once, whole; no source is in the trash before';
const words = {
  description: 'Words',
  createdTime: '2015-02-03T04:05:06.007Z',
  modifiedTime: '2016-03-04T05:06:07.008Z',
};
const file = (name: string, bytes: number) =>
  ({ ...words, kind: 'file', name, mimeType: 'video/mp4', bytes, seed: 1 }) as const;

let dynoxide: Dynoxide;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.close());

/** @param nodes what is moved; what of it lies in the trash after a run is taken out for the next one */
async function open(nodes: readonly TreeNode[]): Promise<FlowWorld> {
  const world = await openTransferWorld(dynoxide);
  const grants = { source: await world.grant('ada'), destination: await world.grant('ben') };
  const tree = await plantTree(await world.hands('ada'), nodes, { rootName: 'Tree' });
  const bytes = tree.planted.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0);
  const received = async () => (await world.drive.stats()).drive?.bytesReceived ?? 0;
  let runs = 0;
  return {
    close: world.close,
    async run(strike?: Strike) {
      runs += 1;
      const folder = [`Run ${runs}`];
      await world.drive.faults();
      const ada = await world.hands('ada');
      await takeOut(ada, tree, await world.tree());
      const folderId = await (await world.hands('ben')).make({ name: folder[0], mimeType: folderType });
      const before = await received();
      const strikes = strike ? [strike] : [];
      const order = { roots: [tree.rootId], folderId, grants, deletesSource: true, strikes };
      const { transfer, calls } = await moveThrough(world, order);
      const rows = await world.tree();
      const move = { tree, account: 'ben', folder, deletesSource: true };
      const sentAgain = (await received()) - before - bytes;
      const problems = [
        ...listThrownAway(move, rows),
        ...(strike?.mode === 'cancel' && transfer.state === 'cancelled'
          ? judgeCancelled(move, rows)
          : [
              ...judgeMove(move, rows),
              ...(transfer.state === 'done' ? [] : [`${transfer.state} ${transfer.error?.code}`]),
            ]),
        ...(sentAgain > chunkBytes ? [`${sentAgain} bytes sent again`] : []),
      ];
      return { problem: problems.length > 0 ? JSON.stringify(problems.slice(0, 5)) : undefined, calls };
    },
  };
}

/** Takes everything out of the trash, with the times that it had before. */
async function takeOut(hands: DriveHands, { rootId, planted }: PlantedTree, rows: readonly TreeRow[]): Promise<void> {
  const trashed = new Set(rows.flatMap((row) => (row.trashed ? [row.id] : [])));
  const all = [
    { id: rootId, ...rootTimes },
    ...planted.map(({ id, node }) => ({ id, modifiedTime: node.modifiedTime })),
  ];
  for (const { id, modifiedTime } of all) {
    if (trashed.has(id)) await hands.api('PATCH', `/v3/files/${id}`, { trashed: false, modifiedTime });
  }
}

/** What has arrived stays, and is what it should be. */
function judgeCancelled({ tree, account, folder }: Move, rows: readonly TreeRow[]): string[] {
  const { superfluous } = compareTrees(expectTree(tree), listBelow(rows, account, folder));
  return superfluous.map((row) => `superfluous ${row}`);
}

sweepFlow({
  name: 'A file of two chunks, from Drive to Drive',
  open: () => open([file('large.mp4', chunkBytes + 300_001)]),
  promise,
  mustCall: ['sign-in POST', 'drive PUT', 'drive PATCH', 'drive.download', 'transfers.claim', 'records.put'],
  isUnordered: true,
  oneIn: 20,
});

sweepFlow({
  name: 'A folder with a bit of everything, from Drive to Drive',
  open: () =>
    open([
      file('clip.mp4', 400_000),
      file('nothing at all', 0),
      { ...words, kind: 'folder', name: 'Inner', children: [file('clip.mp4', 1000)] },
      { ...words, kind: 'document', name: 'Minutes', type: 'document', exportBytes: 5000 },
      { ...words, kind: 'shortcut', name: 'To the clip', target: { where: 'inside-file', index: 0 } },
    ]),
  promise,
  mustCall: ['drive.export', 'drive POST', 'drive PATCH', 'records.put'],
  isUnordered: true,
  oneIn: 20,
});
