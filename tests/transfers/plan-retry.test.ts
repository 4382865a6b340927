import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderType } from '../../shared/domain/drive/drive-file.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { atBens, makeFile, makeFolder, openPlanWorld, type PlanWorld } from './support/plan-world.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;
let there: ReturnType<typeof atBens>;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide);
  there = atBens(await world.ben.make({ name: 'There', mimeType: folderType }));
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

/** What the other phases leave behind: some items with another fate. */
async function leave(transfer: Transfer, change: object, items: readonly TransferItem[] = []): Promise<Transfer> {
  const now = world.clock.now();
  const claim = await world.stores.transfers.claim(transfer, { now, leaseMs: 1000 });
  if (claim.outcome !== 'claimed') throw new Error(claim.reason);
  const stored = await world.stores.transfers.save(claim.transfer, change, now, items);
  await world.stores.transfers.release(stored, now);
  return stored;
}

const untrash = (id: string) => world.ada.api('PATCH', `/v3/files/${id}`, { trashed: false });

describe('what has failed in the plan and is tried again', () => {
  it('is looked at again: a folder that is back is walked, a file that may be read is carried', async () => {
    const [folder, file] = [await makeFolder(world.ada, 'back again'), await makeFile(world.ada, 'readable')];
    await makeFile(world.ada, 'in it', folder);
    await world.source.trash(folder);
    const gone = await makeFile(world.ada, 'gone for good');
    await world.ada.destroy(gone);
    const forbid: PlanWorld['source']['find'] = async (id) => {
      const found = await world.source.find(id);
      return found && id === file ? { ...found, can: { ...found.can, download: false } } : found;
    };
    const { transfer, byName } = await world.plan([folder, file, gone], there, { source: { find: forbid } });
    expect(byName.get('back again')).toMatchObject({ state: 'failed', reason: { code: 'source_trashed' } });
    expect(transfer).toMatchObject({ counts: { failed: 3 }, plan: { bytes: 0 } });

    await untrash(folder);
    const order = await leave(transfer, { phase: 'retry', startedAt: 1 });
    expect((await world.runRetry(order)).transfer).toMatchObject({ phase: 'plan', counts: { waiting: 3, failed: 0 } });
    const { transfer: after } = await world.runPlan(order);
    const items = new Map((await world.itemsOf(order)).map((item) => [item.name, item]));
    expect(items.get('back again')).toMatchObject({ state: 'planned', action: 'folder', reason: null });
    expect(items.get('in it')).toMatchObject({ state: 'planned', parentId: folder });
    expect(items.get('readable')).toMatchObject({ state: 'planned', action: 'copy' });
    expect(items.get(gone)).toMatchObject({ state: 'failed', reason: { code: 'source_gone' } });
    expect(after).toMatchObject({ phase: 'copy', state: 'active', counts: { waiting: 3, failed: 1 } });
    expect(after.plan.bytes).toBe('in it'.length + 'readable'.length);
  });

  it('keeps its place, and what stands in the place of a shortcut its name', async () => {
    const [root, outside] = [await makeFolder(world.ada, 'root'), await makeFolder(world.ada, 'outside')];
    const far = await makeFile(world.ada, 'far', outside);
    const shortcut = { name: 'near', mimeType: 'application/vnd.google-apps.shortcut', parents: [root] };
    await world.ada.make({ ...shortcut, shortcutDetails: { targetId: far } });
    const find: PlanWorld['source']['find'] = async (id) => {
      const found = await world.source.find(id);
      return found && id === far ? { ...found, can: { ...found.can, download: false } } : found;
    };
    const { transfer, byName } = await world.plan([root], there, { source: { find } });
    const before = byName.get('far');
    expect(before).toMatchObject({ state: 'failed', newName: 'near', parentId: root });
    const order = await leave(transfer, { phase: 'retry', startedAt: 1 });
    await world.runRetry(order);
    await world.runPlan(order);
    const after = (await world.itemsOf(order)).find(({ itemId }) => itemId === far);
    expect(after).toEqual({ ...before, state: 'planned', reason: null, checkpoint: null, endedAt: null });
  });

  it('goes straight on when it has failed later', async () => {
    const { transfer, items } = await world.plan([await makeFile(world.ada, 'unlucky')], there);
    const failed = items.map((item) => ({ ...item, state: 'failed' as const, failures: 8 }));
    const order = await leave(transfer, { phase: 'retry', startedAt: 1 }, failed);
    expect((await world.runRetry(order)).transfer).toMatchObject({ phase: 'copy', plan: { isComplete: true } });
    expect(await world.itemsOf(order)).toMatchObject([{ state: 'planned', failures: 0 }]);
  });

  it('has the folders above it looked at once more when the source is to be emptied', async () => {
    const top = await makeFolder(world.ada, 'top');
    const inner = await makeFolder(world.ada, 'inner', top);
    const other = await makeFolder(world.ada, 'other', top);
    const file = await makeFile(world.ada, 'failed', inner);
    const left = await makeFile(world.ada, 'left on purpose', other);
    const { transfer, items } = await world.plan([top], { ...there, options: { deleteSource: true } });
    const state = (item: TransferItem) => (item.itemId === file ? 'failed' : 'done');
    const ended = items.map((item): TransferItem => ({ ...item, state: state(item) }));
    const order = await leave(transfer, { phase: 'clean', startedAt: 1 }, ended);
    await world.runClean(order);
    const notesOf = async (id: string) => (await world.itemsOf(order)).find(({ itemId }) => itemId === id)?.notes;
    for (const id of [top, inner, other]) expect(await notesOf(id)).toEqual(['not_empty_at_source']);

    await world.stores.transfers.transition(
      order,
      ['done', 'partial', 'failed'],
      { state: 'active', phase: 'retry' },
      world.clock.now(),
    );
    await world.runRetry(order);
    expect([await notesOf(top), await notesOf(inner), await notesOf(other)]).toEqual([[], [], ['not_empty_at_source']]);
    for (const id of [file, left]) await world.source.trash(id);
    await leave(order, { phase: 'clean' });
    await world.runClean(order);
    const tree = await world.tree();
    const isTrashed = (id: string) => tree.find((row) => row.id === id)?.trashed;
    // Nothing of the other one was tried again, so that folder stays and keeps the top.
    expect([isTrashed(inner), isTrashed(other), isTrashed(top)]).toEqual([true, false, false]);
  });
});
