import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DriveFile, folderType } from '../../shared/domain/drive/drive-file.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { mixedTree } from './support/mixed-tree.ts';
import { atBens, openPlanWorld, type PlanWorld } from './support/plan-world.ts';
import { plantTree } from './support/plant-tree.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;
let there: ReturnType<typeof atBens>;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide, { emptyPageEvery: 5 });
  there = atBens(await world.ben.make({ name: 'There', mimeType: folderType }));
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

/** A source whose pages hold so many files. */
const withPagesOf = (pageSize: number) => ({
  source: { list: (query: Parameters<PlanWorld['source']['list']>[0]) => world.source.list({ ...query, pageSize }) },
});

describe('the plan of a tree', () => {
  it('holds everything once, parents first, with what becomes of it', async () => {
    const { rootId } = await plantTree(world.ada, mixedTree, { rootName: 'Mixed' });
    const { transfer, items, byName, outcome } = await world.plan([rootId], { ...there, runsAtOnce: false });

    expect(outcome).toBe('finished');
    expect(transfer.state).toBe('planned');
    expect(transfer.plan.isComplete).toBe(true);
    expect(new Set(items.map(({ itemId }) => itemId)).size).toBe(items.length);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index));
    const seqs = new Map(items.map(({ itemId, seq }) => [itemId, seq]));
    for (const { parentId, seq } of items) expect(parentId === null ? -1 : seqs.get(parentId)).toBeLessThan(seq);

    expect(byName.get('Mixed')).toMatchObject({ action: 'folder', state: 'planned', parentId: null, depth: 0 });
    expect(byName.get('clip.mp4')).toMatchObject({
      action: 'copy',
      state: 'planned',
      sizeBytes: 700_000,
      description: 'The first\nof many 🎬',
      createdTime: '2015-02-03T04:05:06.007Z',
      modifiedTime: '2016-03-04T05:06:07.008Z',
      parentId: rootId,
      depth: 1,
    });
    expect(byName.get('nothing at all')).toMatchObject({ action: 'copy', state: 'planned', sizeBytes: 0 });
    expect(byName.get('Minutes')).toMatchObject({ action: 'export', newName: 'Minutes.docx', notes: ['exported'] });
    expect(byName.get('Poll')).toMatchObject({ action: 'none', state: 'skipped', reason: { code: 'not_movable' } });
    expect(items.filter(({ name }) => name === 'twin')).toHaveLength(2);
  });

  it('tells what the items add up to', async () => {
    const { rootId } = await plantTree(world.ada, mixedTree, { rootName: 'Sums' });
    const { transfer, items } = await world.plan([rootId], { ...there, runsAtOnce: false });
    const moving = items.filter(({ state }) => state === 'planned');
    expect(transfer.plan.bytes).toBe(moving.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0));
    expect(transfer.plan.bytes).toBeGreaterThan(1_000_000);
    expect(transfer.counts).toEqual({
      folders: items.filter(({ mimeType }) => mimeType === folderType).length,
      files: items.filter(({ mimeType }) => mimeType !== folderType).length,
      waiting: moving.length,
      done: 0,
      skipped: items.filter(({ state }) => state === 'skipped').length,
      failed: 0,
    });
    expect(transfer.plan.notes).toMatchObject({ exported: 2, shortcut_resolved: 1 });
    expect(transfer.nextSeq).toBe(items.length);
  });

  it('is the same in small pages, in many turns, and however often a write of its fails', async () => {
    const { rootId } = await plantTree(world.ada, mixedTree, { rootName: 'Cut' });
    const whole = await world.plan([rootId], { ...there, runsAtOnce: false });
    const order = await world.order([rootId], { ...there, runsAtOnce: false });
    let failures = 0;
    for (let round = 0; round < 500; round += 1) {
      const beforeSave = (write: number) => {
        if (write < 2) return;
        failures += 1;
        throw new Error('The process died.');
      };
      const ended = await world.runPlan(order, { ...withPagesOf(2), ticks: 3, beforeSave }).catch(() => undefined);
      if (ended?.outcome === 'finished') break;
    }
    expect(failures).toBeGreaterThan(5);
    const cut = await world.itemsOf(order);
    const facts = (items: typeof cut) =>
      items
        .map(({ itemId, parentId, action, state, newName, reason }) =>
          JSON.stringify({ itemId, parentId, action, state, newName, reason }),
        )
        .toSorted();
    expect(facts(cut)).toEqual(facts(whole.items));
    const stored = await world.stores.transfers.find(order);
    expect(stored?.counts).toEqual(whole.transfer.counts);
    expect(stored?.plan).toEqual(whole.transfer.plan);
  });

  it('holds a large folder in several transactions, each with counters that are right', async () => {
    const root = await world.ada.make({ name: 'Wide', mimeType: folderType });
    for (let index = 0; index < 120; index += 1) {
      await world.ada.make({ name: `file ${index}`, parents: [root], mimeType: 'text/plain' });
    }
    for (let last = 1; last <= 3; last += 1) {
      const order = await world.order([root], there);
      const beforeSave = (write: number) => {
        if (write > last) throw new Error('The process died.');
      };
      await expect(world.runPlan(order, { beforeSave })).rejects.toThrow('died');
      const between = await world.stores.transfers.find(order);
      const some = await world.itemsOf(order);
      expect(between?.counts.waiting).toBe(some.length);
      const { transfer } = await world.runPlan(order);
      expect(await world.itemsOf(order)).toHaveLength(121);
      expect(transfer.counts).toMatchObject({ files: 120, folders: 1, waiting: 121 });
      expect(transfer.phase).toBe('copy');
    }
  });

  it('sees nothing twice when pages overlap', async () => {
    const root = await world.ada.make({ name: 'Moving', mimeType: folderType });
    const all: (DriveFile | undefined)[] = [];
    for (let index = 0; index < 4; index += 1) {
      all.push(await world.source.find(await world.ada.make({ name: `m${index}`, parents: [root] })));
    }
    const list: PlanWorld['source']['list'] = async ({ pageToken }) => {
      const start = pageToken === undefined ? 0 : 2;
      const files = all.slice(start, start + 3).filter((file) => file !== undefined);
      return { files, nextPageToken: start === 0 ? 'second' : null, incomplete: false };
    };
    const { items } = await world.plan([root], there, { source: { list } });
    expect(items.map(({ name }) => name)).toEqual(['Moving', 'm0', 'm1', 'm2', 'm3']);
  });

  it('names the shared drive, without which Drive may show a part of its folders only', async () => {
    const shared = '0AStudioSharedDrive01';
    const root = await world.ada.make({ name: 'Team', mimeType: folderType, parents: [shared] });
    const below = await world.ada.make({ name: 'below', mimeType: folderType, parents: [root] });
    await world.ada.make({ name: 'seldom opened', parents: [below] });
    const list: PlanWorld['source']['list'] = async (query, signal) =>
      query.driveId === shared
        ? world.source.list(query, signal)
        : { files: [], nextPageToken: null, incomplete: false };
    const { items } = await world.plan([root], there, { source: { list } });
    expect(items.map(({ name }) => name)).toEqual(['Team', 'below', 'seldom opened']);
  });

  it('lists a folder from its beginning when Drive has forgotten the page', async () => {
    const root = await world.ada.make({ name: 'Forgotten', mimeType: folderType });
    for (let index = 0; index < 5; index += 1) await world.ada.make({ name: `f${index}`, parents: [root] });
    const order = await world.order([root], there);
    const pages = withPagesOf(2);
    expect((await world.runPlan(order, { ...pages, ticks: 4 })).outcome).toBe('continue');
    expect((await world.itemsOf(order)).length).toBeLessThan(6);
    // Other page sizes make the simulator's own tokens mean other places: so this one is made useless.
    const list: PlanWorld['source']['list'] = (query) =>
      world.source.list(query.pageToken === undefined ? query : { ...query, pageToken: 'of-yesterday' });
    expect((await world.runPlan(order, { source: { list } })).outcome).toBe('finished');
    expect(await world.itemsOf(order)).toHaveLength(6);
  });

  it('goes on without a folder that may not be looked into, or that went away', async () => {
    const root = await world.ada.make({ name: 'Holes', mimeType: folderType });
    const gone = await world.ada.make({ name: 'gone', mimeType: folderType, parents: [root] });
    const closed = await world.ada.make({ name: 'closed', mimeType: folderType, parents: [root] });
    await world.ada.make({ name: 'rest.txt', parents: [root] });
    const { PlatformError } = await import('../../shared/domain/posts/publisher.ts');
    const list: PlanWorld['source']['list'] = async (query) => {
      if (query.folderId === gone) throw new PlatformError('rejected', 'notFound', 'Not there.');
      const page = await world.source.list(query);
      const files = page.files.map((file) =>
        file.id === closed ? { ...file, can: { ...file.can, listChildren: false } } : file,
      );
      return { ...page, files };
    };
    const { byName, outcome, transfer } = await world.plan([root], there, { source: { list } });
    expect(outcome).toBe('finished');
    expect(byName.get('gone')).toMatchObject({ state: 'failed', reason: { code: 'source_gone' } });
    expect(byName.get('closed')).toMatchObject({ state: 'failed', reason: { code: 'no_list_permission' } });
    expect(byName.get('rest.txt')).toMatchObject({ state: 'planned' });
    expect(transfer.counts).toMatchObject({ failed: 2, waiting: 2 });
  });
});
