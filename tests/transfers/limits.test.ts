import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import type { DriveHands } from './support/drive-hands.ts';
import { judgeMove } from './support/judge-move.ts';
import { buildWideTree } from './support/mixed-tree.ts';
import { carryOn, moveThrough } from './support/move-through.ts';
import { plantTree } from './support/plant-tree.ts';
import { type DriveOptions, openTransferWorld, type TransferWorld } from './support/transfer-world.ts';

const folderType = 'application/vnd.google-apps.folder';
const dayMs = 24 * 3600_000;
const tree = buildWideTree(24, { bytes: 100_000 });
const treeBytes = 24 * 100_000;

let dynoxide: Dynoxide;
let world: TransferWorld;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterEach(() => world.close());
afterAll(() => dynoxide.close());

/** Somebody who goes on the day after when Google takes no more. */
async function patientHands(): Promise<DriveHands> {
  let hands = await world.hands('ada');
  const make: DriveHands['make'] = async (...file) => {
    try {
      return await hands.make(...file);
    } catch {
      world.clock.goTo(world.clock.now() + 1.1 * dayMs);
      hands = await world.hands('ada');
      return hands.make(...file);
    }
  };
  return { ...hands, make };
}

async function plan(options: DriveOptions = {}) {
  world = await openTransferWorld(dynoxide, options);
  const planted = await plantTree(await patientHands(), tree, { rootName: 'Tree' });
  const folderId = await (await world.hands('ben')).make({ name: 'Here', mimeType: folderType });
  const grants = { source: await world.grant('ada'), destination: await world.grant('ben') };
  const move = { tree: planted, account: 'ben', folder: ['Here'], deletesSource: false };
  return { order: { roots: [planted.rootId], folderId, grants }, move, begunAt: world.clock.now() };
}

describe('waits out by itself', () => {
  it('the limit of the day, as often as it takes, asking every hour', async () => {
    const { order, move, begunAt } = await plan({ dailyUploadBytes: treeBytes / 3 });
    const { transfer, calls } = await moveThrough(world, order);
    expect([transfer.state, ...judgeMove(move, await world.tree())]).toEqual(['done']);
    const days = (world.clock.now() - begunAt) / dayMs;
    expect(days).toBeGreaterThan(1.9);
    expect(days).toBeLessThan(3.5);
    // A wait is one row that sleeps: some hundred calls for the files, a handful per hour.
    expect(calls.length).toBeLessThan(3000);
  }, 120_000);

  it('the limit of the minute', async () => {
    const { order, move, begunAt } = await plan({ unitsPerMinute: 1500 });
    const { transfer } = await moveThrough(world, order);
    expect([transfer.state, ...judgeMove(move, await world.tree())]).toEqual(['done']);
    expect(world.clock.now() - begunAt).toBeLessThan(2 * 3600_000);
  }, 120_000);

  it('an outage of two hours', async () => {
    const { order, move, begunAt } = await plan();
    const outage = { platform: 'drive', operation: '*', kind: 'status', status: 503, reason: 'backendError' };
    const endsAt = begunAt + 2 * 3600_000;
    const cancel = world.clock.after(endsAt - begunAt, () => void world.drive.faults());
    await world.drive.faults({ ...outage, count: null, step: 60 });
    const { transfer } = await moveThrough(world, order);
    cancel();
    expect([transfer.state, ...judgeMove(move, await world.tree())]).toEqual(['done']);
    expect(world.clock.now()).toBeGreaterThan(endsAt);
  }, 120_000);
});

it.each(['source', 'destination'] as const)(
  'a grant of the %s that ends in the middle waits for its user; then it goes on',
  async (side) => {
    const { order, move } = await plan();
    const operation = side === 'source' ? 'files.download' : 'upload.open';
    await world.drive.faults({ platform: 'drive', operation, kind: 'token-revoked', what: 'grant', step: 8 });
    const { transfer } = await moveThrough(world, order);
    expect([transfer.state, transfer.counts.failed]).toEqual(['reconnect', 0]);
    const grants = { ...order.grants, [side]: await world.grant(side === 'source' ? 'ada' : 'ben') };
    const change = { state: 'active', error: null, notBefore: world.clock.now() } as const;
    await world.stores.transfers.transition(transfer, ['reconnect'], change, world.clock.now());
    const { transfer: done } = await carryOn(world, transfer, { grants });
    expect([done.state, ...judgeMove(move, await world.tree())]).toEqual(['done']);
  },
  120_000,
);
