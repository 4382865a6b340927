import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderType } from '../../shared/domain/drive/drive-file.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { atBens, makeFile, makeFolder, openPlanWorld, type PlanWorld, type TurnOptions } from './support/plan-world.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;
let there: ReturnType<typeof atBens>;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide, { listLagSeconds: 0 });
  there = atBens(await world.ben.make({ name: 'There', mimeType: folderType }));
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

const isTrashed = async (id: string) => (await world.tree()).find((row) => row.id === id)?.trashed;

/** A plan whose items all have arrived, with their sources in the trash but for some names. */
async function moved(root: string, kept: readonly string[] = []): Promise<Transfer> {
  const options = { deleteSource: true };
  const { transfer, items } = await world.plan([root], { ...there, options });
  const claim = await world.stores.transfers.claim(transfer, { now: world.clock.now(), leaseMs: 1000 });
  if (claim.outcome !== 'claimed') throw new Error('Not claimable.');
  const done = items.map((item) => ({ ...item, state: 'done' as const }));
  const change = { phase: 'clean', counts: { ...transfer.counts, waiting: 0, done: done.length } } as const;
  const stored = await world.stores.transfers.save(claim.transfer, change, world.clock.now(), done);
  await world.stores.transfers.release(stored, world.clock.now());
  for (const { itemId, mimeType, name } of items) {
    if (mimeType !== folderType && !kept.includes(name)) await world.source.trash(itemId);
  }
  return stored;
}

async function clean(transfer: Transfer, turn: TurnOptions = {}) {
  const { outcome, transfer: after } = await world.runClean(transfer, turn);
  return { outcome, after, byName: new Map((await world.itemsOf(transfer)).map((item) => [item.name, item])) };
}

describe('folders whose content has moved', () => {
  it('go to the trash from the deepest up, and the transfer is done', async () => {
    const top = await makeFolder(world.ada, 'top');
    const middle = await makeFolder(world.ada, 'middle', top);
    const empty = await makeFolder(world.ada, 'empty', middle);
    await makeFile(world.ada, 'file', middle);
    const { outcome, after } = await clean(await moved(top));
    expect(outcome).toBe('finished');
    expect(after.state).toBe('done');
    for (const id of [top, middle, empty]) expect(await isTrashed(id)).toBe(true);
  });

  it('are looked through completely in a shared drive, which is named', async () => {
    const shared = '0AStudioSharedDrive01';
    const top = await makeFolder(world.ada, 'team', shared);
    await makeFile(world.ada, 'seldom opened', top);
    const list: PlanWorld['source']['list'] = async (query, signal) =>
      query.driveId === shared
        ? world.source.list(query, signal)
        : { files: [], nextPageToken: null, incomplete: false };
    const { byName } = await clean(await moved(top, ['seldom opened']), { source: { list } });
    expect(byName.get('team')?.notes).toContain('not_empty_at_source');
    expect(await isTrashed(top)).toBe(false);
  });

  it('stay with all above them when something is still, or again, in them', async () => {
    const top = await makeFolder(world.ada, 'keeps');
    const [left, cleared] = [await makeFolder(world.ada, 'left', top), await makeFolder(world.ada, 'cleared', top)];
    await makeFile(world.ada, 'not verified', left);
    await makeFile(world.ada, 'moved', cleared);
    const transfer = await moved(top, ['not verified']);
    const { byName } = await clean(transfer);
    expect(await isTrashed(cleared)).toBe(true);
    expect(await isTrashed(left)).toBe(false);
    expect(await isTrashed(top)).toBe(false);
    expect(byName.get('left')?.notes).toEqual(['not_empty_at_source']);
    expect(byName.get('keeps')?.notes).toEqual(['not_empty_at_source']);
    expect(byName.get('cleared')?.notes).toEqual([]);
  });

  it('are not held back by lists that still show what is in the trash', async () => {
    const top = await makeFolder(world.ada, 'lagging');
    const file = await world.source.find(await makeFile(world.ada, 'trashed a moment ago', top));
    const transfer = await moved(top);
    const list = async () => ({ files: file ? [file] : [], nextPageToken: null, incomplete: false });
    await clean(transfer, { source: { list } });
    expect(await isTrashed(top)).toBe(true);
  });

  it('stay when Drive has not looked through all of them', async () => {
    const top = await makeFolder(world.ada, 'half seen');
    const transfer = await moved(top);
    const list = async () => ({ files: [], nextPageToken: null, incomplete: true });
    await clean(transfer, { source: { list } });
    expect(await isTrashed(top)).toBe(false);
  });

  it('are looked at on every page', async () => {
    const top = await makeFolder(world.ada, 'pages');
    await makeFile(world.ada, 'on page two', top);
    const transfer = await moved(top, ['on page two']);
    const list: PlanWorld['source']['list'] = async (query) =>
      query.pageToken === undefined
        ? { files: [], nextPageToken: 'two', incomplete: false }
        : world.source.list({ folderId: top, pageSize: 10 });
    await clean(transfer, { source: { list } });
    expect(await isTrashed(top)).toBe(false);
  });

  it('may be gone, or not the user’s to trash', async () => {
    const [gone, foreign] = [await makeFolder(world.ada, 'gone'), await makeFolder(world.ada, 'foreign')];
    const first = await moved(gone);
    await world.ada.destroy(gone);
    expect((await clean(first)).after.state).toBe('done');
    const second = await moved(foreign);
    const trash = async () => {
      throw new PlatformError('rejected', 'insufficientFilePermissions', 'Not yours.');
    };
    const { after, byName } = await clean(second, { source: { trash } });
    expect(after.state).toBe('done');
    expect(byName.get('foreign')?.notes).toEqual(['not_yours_to_trash']);
  });

  it('stay when Drive refuses to show what is in them, and the transfer ends well', async () => {
    const top = await makeFolder(world.ada, 'closed by now');
    const list = async () => {
      throw new PlatformError('rejected', 'domainPolicy', 'Not any more.');
    };
    const { after, byName } = await clean(await moved(top), { source: { list } });
    expect(after).toMatchObject({ state: 'done', error: null });
    expect(byName.get('closed by now')?.notes).toEqual(['not_yours_to_trash']);
    expect(await isTrashed(top)).toBe(false);
  });

  it('are taken up again where a worker stopped', async () => {
    const top = await makeFolder(world.ada, 'long');
    for (let index = 0; index < 5; index += 1) await makeFolder(world.ada, `part ${index}`, top);
    const transfer = await moved(top);
    expect((await clean(transfer, { ticks: 2 })).outcome).toBe('continue');
    expect(await isTrashed(top)).toBe(false);
    const die = () => {
      throw new Error('The process died.');
    };
    await expect(clean(transfer, { beforeSave: die })).rejects.toThrow('died');
    const { outcome, byName } = await clean(transfer);
    expect(outcome).toBe('finished');
    expect(await isTrashed(top)).toBe(true);
    expect([...byName.values()].map(({ cleans }) => cleans)).toEqual(Array.from(byName, () => false));
  });
});
