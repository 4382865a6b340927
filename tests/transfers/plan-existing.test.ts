import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shortcutType } from '../../shared/domain/drive/drive-file.ts';
import { importRecordId } from '../../shared/domain/transfers/import-file.ts';
import type { OnExisting } from '../../shared/domain/transfers/transfer-options.ts';
import { buildVideo } from '../support/build-video.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { atBens, makeFile, makeFolder, openPlanWorld, type PlanWorld } from './support/plan-world.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide);
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

/** A folder `Same` on both sides, and the way to it. */
async function openBoth() {
  const there = await makeFolder(world.ben, 'There');
  const [from, to] = [await makeFolder(world.ada, 'Same'), await makeFolder(world.ben, 'Same', there)];
  return {
    from,
    to,
    there,
    here: (name: string, text: string) => makeFile(world.ada, name, from, text),
    beyond: (name: string, text: string) => makeFile(world.ben, name, to, text),
    plan: (onExisting: OnExisting) => world.plan([from], { ...atBens(there), options: { onExisting } }),
  };
}

describe('what is to be moved itself', () => {
  it('neither takes in what moves to its place, nor is written over', async () => {
    // there/a/a/a: the second `a` moves to `there`, and so the third to where the second is now.
    const there = await makeFolder(world.ada, 'nested');
    const first = await makeFolder(world.ada, 'a', there);
    const second = await makeFolder(world.ada, 'a', first);
    const third = await makeFolder(world.ada, 'a', second);
    await makeFile(world.ada, 'f', second, 'upper');
    await makeFile(world.ada, 'f', third, 'lower');
    const end = { connectionId: 'ada', email: 'ada@example.com', folderId: there, folderName: '', driveId: null };
    const order = { destination: end, options: { onExisting: 'replace', deleteSource: true } } as const;
    const { items } = await world.plan([second], order, { destination: world.source });
    expect(items.map(({ itemId, state, destId }) => [itemId === second, state, destId])).toEqual([
      [true, 'planned', first],
      [false, 'planned', null],
      [false, 'planned', null],
      [false, 'planned', null],
    ]);
  });

  it('is in its place already when the destination shows it there, though its owner shared it alone', async () => {
    const there = await makeFolder(world.ben, 'of Ben alone');
    const shared = await makeFolder(world.ben, 'for Ada too', there);
    const writer = { role: 'writer', type: 'user', emailAddress: 'ada@example.com' };
    const file = await makeFile(world.ben, 'file', there, 'text');
    for (const id of [shared, file])
      await world.ben.api('POST', `/v3/files/${id}/permissions?sendNotificationEmail=false`, writer);
    const { items } = await world.plan([shared, file], { ...atBens(there), options: { deleteSource: true } });
    expect(items).toMatchObject([
      { state: 'failed', reason: { code: 'already_in_place' } },
      { state: 'skipped', reason: { code: 'already_there' } },
    ]);
  });
});

describe('what the destination has already', () => {
  it('is asked for in the shared drive that it is in, or Drive may show a part of it only', async () => {
    const shared = '0AStudioSharedDrive01';
    const to = await makeFolder(world.ada, 'shared folder', shared);
    const there = await makeFile(world.ada, 'seldom opened', to, 'text');
    const from = await makeFile(world.ada, 'seldom opened', await makeFolder(world.ada, 'own'), 'text');
    const list: PlanWorld['source']['list'] = async (query, signal) =>
      query.driveId === shared
        ? world.source.list(query, signal)
        : { files: [], nextPageToken: null, incomplete: false };
    const end = { connectionId: 'ada', email: 'ada@example.com', folderId: to, folderName: '', driveId: shared };
    const { items } = await world.plan([from], { destination: end }, { destination: { ...world.source, list } });
    expect(items).toMatchObject([{ state: 'skipped', reason: { code: 'already_there' }, destId: there }]);
  });

  it('is merged, when it is a folder, and not sent again, when it has the same bytes', async () => {
    const both = await openBoth();
    await both.here('same', 'text');
    const there = await both.beyond('same', 'text');
    await both.here('new', 'text');
    await both.here('no bytes', '');
    await both.beyond('no bytes', '');
    const { byName, transfer } = await both.plan('replace');
    expect(byName.get('Same')).toMatchObject({ state: 'planned', action: 'folder', destId: both.to, replaces: true });
    expect(byName.get('same')).toMatchObject({ state: 'skipped', reason: { code: 'already_there' }, destId: there });
    expect(byName.get('no bytes')).toMatchObject({ state: 'skipped', reason: { code: 'already_there' } });
    expect(byName.get('new')).toMatchObject({ state: 'planned', destId: null });
    expect(transfer.plan).toMatchObject({ existing: 2, bytes: 4 });
  });

  it('gives no name a second time that comes along from the source', async () => {
    const both = await openBoth();
    await both.here('clip.mp4', 'mine');
    await both.here('clip (2).mp4', 'mine too');
    await both.beyond('clip.mp4', 'other');
    const { byName } = await both.plan('rename');
    expect(byName.get('clip.mp4')).toMatchObject({ newName: 'clip (3).mp4' });
    expect(byName.get('clip (2).mp4')).toMatchObject({ state: 'planned', newName: null });
  });

  it('has no say where the destination has nothing of that name, or it lies in the trash', async () => {
    const both = await openBoth();
    await both.here('name', 'mine');
    await world.destination.trash(await both.beyond('name', 'other'));
    await both.beyond('NAME', 'other');
    await makeFolder(world.ben, 'name', both.to);
    const { byName } = await both.plan('skip');
    expect(byName.get('name')).toMatchObject({ state: 'planned', destId: null, newName: null });
  });

  it.each(['skip', 'rename', 'replace'] as const)(
    'is treated as ordered when it is another file: %s',
    async (order) => {
      const both = await openBoth();
      await both.here('clip.mp4', 'mine');
      const there = await both.beyond('clip.mp4', 'other');
      await both.beyond('clip (2).mp4', 'third');
      const { byName, transfer } = await both.plan(order);
      const expected = {
        skip: { state: 'skipped', reason: { code: 'name_taken' }, destId: null },
        rename: { state: 'planned', newName: 'clip (3).mp4', destId: null, notes: ['renamed'] },
        replace: { state: 'planned', newName: null, destId: there, replaces: true, notes: ['replaced'] },
      };
      expect(byName.get('clip.mp4')).toMatchObject(expected[order]);
      expect(transfer.plan.bytes).toBe(order === 'skip' ? 0 : 4);
      expect(transfer.plan.existing).toBe(0);
    },
  );

  it('meets one file only, so duplicates stay duplicates', async () => {
    const both = await openBoth();
    const [first, second, third] = [
      await both.here('twin', 'a'),
      await both.here('twin', 'b'),
      await both.here('twin', 'b'),
    ];
    const there = [await both.beyond('twin', 'b'), await both.beyond('twin', 'c')];
    const { items } = await both.plan('replace');
    const of = (id: string) => items.find(({ itemId }) => itemId === id);
    const twins = [first, second, third].map((id) => of(id));
    expect(twins.filter((twin) => twin?.reason?.code === 'already_there').map((twin) => twin?.destId)).toEqual([
      there[0],
    ]);
    expect(twins.filter((twin) => twin?.replaces).map((twin) => twin?.destId)).toEqual([there[1]]);
    expect(twins.filter((twin) => twin?.state === 'planned' && twin.destId === null)).toHaveLength(1);
  });

  it('meets one file only when the folder has many pages', async () => {
    const both = await openBoth();
    for (let index = 0; index < 3; index += 1) await both.here('twin', `text ${index}`);
    const there = await both.beyond('twin', 'other');
    const list: PlanWorld['source']['list'] = (query) =>
      world.source.list({ ...query, pageSize: query.names ? query.pageSize : 1 });
    const options = { onExisting: 'replace' as const };
    const { items } = await world.plan([both.from], { ...atBens(both.there), options }, { source: { list } });
    expect(items.flatMap(({ name, destId }) => (name === 'twin' ? [destId] : [])).toSorted()).toEqual(
      [there, null, null].toSorted(),
    );
  });

  it('meets one file only, also those that come by another name or are known from an earlier transfer', async () => {
    const both = await openBoth();
    await world.ada.make({ name: 'Report', mimeType: 'application/vnd.google-apps.document', parents: [both.from] });
    await both.here('Report.docx', 'no document');
    const moved = await both.here('before', 'older');
    const elsewhere = await makeFolder(world.ada, 'elsewhere');
    for (const text of ['one', 'two']) {
      const targetId = await makeFile(world.ada, text, elsewhere, text);
      const link = { name: 'Report.docx', mimeType: shortcutType, parents: [both.from], shortcutDetails: { targetId } };
      await world.ada.make(link);
    }
    const there = await both.beyond('Report.docx', 'other');
    await both.here('after', 'newer');
    const recorded = await both.beyond('after', 'other');
    await world.stores.records.put({ ownerId: 'owner-1', folderId: both.to }, moved, recorded);
    const list: PlanWorld['source']['list'] = (query) =>
      world.source.list({ ...query, pageSize: query.names ? query.pageSize : 1 });
    const options = { onExisting: 'replace' as const };
    const { items } = await world.plan([both.from], { ...atBens(both.there), options }, { source: { list } });
    const met = items.flatMap(({ action, destId }) => (action === 'folder' ? [] : (destId ?? [])));
    expect(met.toSorted()).toEqual([there, recorded].toSorted());
    const planned = items.filter(({ action, state }) => action !== 'folder' && state === 'planned');
    expect(planned.filter(({ destId }) => destId === null)).toHaveLength(4);
  });

  it('is put beside what cannot get its content', async () => {
    const both = await openBoth();
    await both.here('Notes', 'mine');
    await world.ben.make({ name: 'Notes', mimeType: 'application/vnd.google-apps.document', parents: [both.to] });
    const { byName } = await both.plan('replace');
    expect(byName.get('Notes')).toMatchObject({ newName: 'Notes (2)', replaces: false, notes: ['renamed'] });
  });

  it('is found for a whole folder by one list, and in a larger one by names', async () => {
    const both = await openBoth();
    for (let index = 0; index < 60; index += 1) {
      await both.here(`file ${index}`, `text ${index}`);
      if (index % 2 === 0) await both.beyond(`file ${index}`, `text ${index}`);
    }
    const queries: unknown[] = [];
    const counted = (isLarge: boolean): PlanWorld['destination']['list'] => {
      return async (query) => {
        queries.push(query);
        const page = await world.destination.list(query);
        return isLarge && !query.names ? { ...page, files: page.files.slice(0, 1), nextPageToken: 'more' } : page;
      };
    };
    const plan = (isLarge: boolean) =>
      world.plan([both.from], atBens(both.there), { destination: { list: counted(isLarge) } });
    expect((await plan(false)).transfer.plan.existing).toBe(30);
    const few = queries.splice(0).length;
    expect((await plan(true)).transfer.plan.existing).toBe(30);
    // For the root by its name; then one list of the folder; and where that is too large, 60 names in two queries.
    expect([few, queries.length]).toEqual([2, 4]);
  });

  it('is a document’s earlier export as long as the document has not changed', async () => {
    const both = await openBoth();
    const at = '2020-02-02T02:02:02.002Z';
    const google = 'application/vnd.google-apps.document';
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    for (const [name, modifiedTime] of [
      ['Old', at],
      ['Changed', '2021-01-01T00:00:00.000Z'],
    ] as const) {
      await world.ada.make({ name, mimeType: google, parents: [both.from], modifiedTime });
      const copy = { name: `${name}.docx`, mimeType: docx, parents: [both.to], modifiedTime: at };
      await world.ben.make(copy, Buffer.from(`export of ${name}`));
    }
    const { byName } = await both.plan('skip');
    expect(byName.get('Old')).toMatchObject({ state: 'skipped', reason: { code: 'already_there' } });
    expect(byName.get('Changed')).toMatchObject({ state: 'skipped', reason: { code: 'name_taken' } });
  });
});

describe('what an earlier transfer has made', () => {
  const place = (folderId: string) => ({ ownerId: 'owner-1', folderId });

  it('is known by its id, whatever it is called by now and although lists lag', async () => {
    const both = await openBoth();
    const source = await both.here('before', 'text');
    const copy = await both.beyond('called otherwise', 'text');
    await world.stores.records.put(place(both.to), source, copy);
    const { byName } = await both.plan('rename');
    expect(byName.get('before')).toMatchObject({ state: 'skipped', reason: { code: 'already_there' }, destId: copy });
  });

  it('counts no more when it was moved, trashed or deleted', async () => {
    const both = await openBoth();
    const elsewhere = await makeFolder(world.ben, 'elsewhere');
    const [moved, trashed, deleted] = [
      await both.here('moved', 'm'),
      await both.here('trashed', 't'),
      await both.here('deleted', 'd'),
    ];
    const copies = [
      await makeFile(world.ben, 'moved', elsewhere, 'm'),
      await both.beyond('trashed', 't'),
      await both.beyond('deleted', 'd'),
    ];
    for (const [index, source] of [moved, trashed, deleted].entries()) {
      await world.stores.records.put(place(both.to), source, copies[index] ?? '');
    }
    await world.destination.trash(copies[1] ?? '');
    await world.ben.destroy(copies[2] ?? '');
    const { items } = await both.plan('skip');
    expect(items.slice(1).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned']);
  });

  it('is a folder of its own among those of one name', async () => {
    const both = await openBoth();
    const ours = [await makeFolder(world.ada, 'A', both.from), await makeFolder(world.ada, 'A', both.from)];
    const theirs = [await makeFolder(world.ben, 'A', both.to), await makeFolder(world.ben, 'A', both.to)];
    await world.stores.records.put(place(both.to), ours[0] ?? '', theirs[1] ?? '');
    await world.stores.records.put(place(both.to), ours[1] ?? '', theirs[0] ?? '');
    const { items } = await both.plan('skip');
    const destOf = (id: string | undefined) => items.find(({ itemId }) => itemId === id)?.destId;
    expect(ours.map(destOf)).toEqual(theirs.toReversed());
  });

  it('is not imported again, unless its bytes have changed or its video was deleted and the file itself is chosen', async () => {
    const folder = await makeFolder(world.ada, 'Clips');
    const words = { name: 'clip.mp4', mimeType: 'video/mp4', parents: [folder] };
    const clip = await world.ada.make(words, Buffer.from('video'));
    const order = { kind: 'import', destination: null } as const;
    const first = await world.plan([clip], order);
    expect(first.byName.get('clip.mp4')).toMatchObject({ state: 'planned', action: 'import' });
    const file = await world.source.find(clip);
    if (!file) throw new Error('Nothing there.');
    const video = buildVideo({ ownerId: 'owner-1', videoId: 'video-1' });
    await world.stores.videos.add(video);
    await world.stores.records.put({ ownerId: 'owner-1', folderId: null }, importRecordId(clip, file), 'video-1');
    const again = { state: 'skipped', reason: { code: 'already_imported' }, videoId: 'video-1' };
    expect((await world.plan([clip], order)).byName.get('clip.mp4')).toMatchObject(again);
    await world.stores.videos.remove(video);
    expect((await world.plan([folder], order)).byName.get('clip.mp4')).toMatchObject(again);
    expect((await world.plan([clip], order)).byName.get('clip.mp4')).toMatchObject({ state: 'planned' });
    await world.ada.api('PATCH', `/upload/drive/v3/files/${clip}?uploadType=media`, { other: 'bytes' });
    expect((await world.plan([clip], order)).byName.get('clip.mp4')).toMatchObject({ state: 'planned' });
  });
});
