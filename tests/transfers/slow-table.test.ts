import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { judgeMove } from './support/judge-move.ts';
import { buildWideTree } from './support/mixed-tree.ts';
import { moveThrough } from './support/move-through.ts';
import { plantTree } from './support/plant-tree.ts';
import { openTransferWorld, type TransferWorld } from './support/transfer-world.ts';

let dynoxide: Dynoxide;
let world: TransferWorld;
beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openTransferWorld(dynoxide);
});
afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

it('a folder that is made while the next items are looked for keeps none of them from being found', async () => {
  const tree = await plantTree(await world.hands('ada'), buildWideTree(60), { rootName: 'Tree' });
  const folderType = 'application/vnd.google-apps.folder';
  const folderId = await (await world.hands('ben')).make({ name: 'Here', mimeType: folderType });
  const grants = { source: await world.grant('ada'), destination: await world.grant('ben') };
  const { transfers } = world.stores;
  let looks = 0;
  /** The second page of items comes when the folder, which was under way with the first one, is there. */
  const listOpen: typeof transfers.listOpen = async (...parameters) => {
    const items = await transfers.listOpen(...parameters);
    looks += parameters[1] === 'open' ? 1 : 0;
    const isOpen = async () => (await transfers.findItems(parameters[0], [tree.rootId]))[0]?.state !== 'done';
    while (looks === 2 && (await isOpen())) await delay(5);
    if (looks === 2) await delay(50);
    return items;
  };
  const slow = { ...world, stores: { ...world.stores, transfers: { ...transfers, listOpen } } };
  const { transfer, errors } = await moveThrough(slow, { roots: [tree.rootId], folderId, grants });
  const problems = judgeMove({ tree, account: 'ben', folder: ['Here'], deletesSource: false }, await world.tree());
  expect([transfer.state, ...errors, ...problems]).toEqual(['done']);
}, 60_000);
