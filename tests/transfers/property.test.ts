import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import fc from '../support/fast-check.ts';
import { anyTree } from './support/arbitrary-tree.ts';
import { anyTrouble, type Trouble } from './support/arbitrary-trouble.ts';
import { judgeMove, listThrownAway } from './support/judge-move.ts';
import { moveThrough } from './support/move-through.ts';
import { plantTree } from './support/plant-tree.ts';
import { type DriveOptions, openTransferWorld, type TransferWorld } from './support/transfer-world.ts';
import type { TreeNode } from './support/tree.ts';

/** PROPERTY_RUNS asks for more. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 15);
const folderType = 'application/vnd.google-apps.folder';
const none: Trouble = { faults: [], strikes: [] };

let dynoxide: Dynoxide;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.close());

describe.each<[string, DriveOptions]>([
  ['as it usually is', {}],
  ['whose lists lag, and have empty pages', { listLagSeconds: 45, emptyPageEvery: 2 }],
])('a Drive %s', (_how, options) => {
  let world: TransferWorld;
  let grants: Parameters<typeof moveThrough>[1]['grants'];
  let moves = 0;
  beforeAll(async () => {
    world = await openTransferWorld(dynoxide, options);
    grants = { source: await world.grant('ada'), destination: await world.grant('ben') };
  });
  afterAll(() => world.close());

  async function move(nodes: readonly TreeNode[], trouble: Trouble, deletesSource: boolean) {
    moves += 1;
    const folder = [`Move ${moves}`];
    await world.drive.faults();
    const tree = await plantTree(await world.hands('ada'), nodes, { rootName: `Tree ${moves}` });
    const folderId = await (await world.hands('ben')).make({ name: folder[0], mimeType: folderType });
    // What was made just now is in the lists.
    world.clock.goTo(world.clock.now() + 60_000);
    const order = { roots: [tree.rootId], folderId, grants, deletesSource };
    await world.drive.faults(...trouble.faults);
    const { transfer, errors } = await moveThrough(world, { ...order, strikes: trouble.strikes });
    // Nothing of this is an error in Hopper, unless its own table refused to answer.
    if (trouble.strikes.length === 0) expect(errors).toEqual([]);
    return { transfer, order, move: { tree, account: 'ben', folder, deletesSource } };
  }

  it('any tree, whatever goes wrong: the same tree at the destination', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, anyTrouble, fc.boolean(), async (tree, trouble, deletesSource) => {
        const { transfer, move: made } = await move(tree, trouble, deletesSource);
        const rows = await world.tree();
        const { state, error, counts } = transfer;
        const problems = [...judgeMove(made, rows), ...listThrownAway(made, rows)];
        expect({ state, error, waiting: counts.waiting, failed: counts.failed, problems }).toEqual({
          state: 'done',
          error: null,
          waiting: 0,
          failed: 0,
          problems: [],
        });
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('any tree a second time: nothing is made, nothing is sent', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const { order } = await move(tree, none, false);
        const before = await world.tree();
        const sent = (await world.drive.stats()).drive?.bytesReceived;
        const { transfer, errors } = await moveThrough(world, order);
        expect([transfer.state, ...errors]).toEqual(['done']);
        expect(await world.tree()).toEqual(before);
        expect((await world.drive.stats()).drive?.bytesReceived).toBe(sent);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  }, 3_600_000);
});
