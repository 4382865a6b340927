import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { folderType } from '../../shared/domain/drive/drive-file.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { atBens, makeFolder, openPlanWorld, type PlanWorld } from './support/plan-world.ts';

let dynoxide: Dynoxide;
let world: PlanWorld;
let folder: string;
let there: ReturnType<typeof atBens>;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  world = await openPlanWorld(dynoxide);
  folder = await world.ben.make({ name: 'There', mimeType: folderType });
  there = atBens(folder);
});

afterAll(async () => {
  await world.close();
  await dynoxide.close();
});

const file = (name: string, parent?: string, bytes = 10) =>
  world.ada.make({ name, mimeType: 'text/plain', ...(parent && { parents: [parent] }) }, Buffer.alloc(bytes, name));

describe('what was chosen', () => {
  it('is looked at one by one: what is gone, in the trash or forbidden is told, the rest goes on', async () => {
    const [good, trashed, gone] = [await file('good'), await file('trashed'), await file('gone')];
    await world.source.trash(trashed);
    await world.ada.destroy(gone);
    // Ben's: Ada may read it, and not download it.
    const forbidden = await world.ben.make({ name: 'forbidden', mimeType: 'text/plain' }, Buffer.from('secret'));
    const reader = { role: 'reader', type: 'user', emailAddress: 'ada@example.com' };
    await world.ben.api('POST', `/v3/files/${forbidden}/permissions?sendNotificationEmail=false`, reader);
    await world.ben.change(forbidden, { oddities: ['downloadForbidden'] });

    const { transfer, byName } = await world.plan([gone, trashed, forbidden, good], there);
    expect(byName.get(gone)).toMatchObject({ state: 'failed', reason: { code: 'source_gone' } });
    expect(byName.get('trashed')).toMatchObject({ state: 'failed', reason: { code: 'source_trashed' } });
    expect(byName.get('forbidden')).toMatchObject({
      state: 'failed',
      action: 'copy',
      reason: { code: 'no_download_permission' },
    });
    expect(byName.get('good')).toMatchObject({ state: 'planned' });
    expect(transfer).toMatchObject({ state: 'active', phase: 'copy', counts: { failed: 3, waiting: 1 } });
    expect(transfer.plan.bytes).toBe(10);
  });

  it('comes once, however often it was chosen, and with its folder if that was chosen too', async () => {
    const top = await makeFolder(world.ada, 'top');
    const middle = await makeFolder(world.ada, 'middle', top);
    const leaf = await file('leaf', middle);
    const { items } = await world.plan([leaf, top, leaf, top], there);
    expect(items.map(({ name, parentId }) => [name, parentId])).toEqual([
      ['top', null],
      ['middle', top],
      ['leaf', middle],
    ]);
  });

  it('may be more than one step looks at', async () => {
    const ids = [];
    for (let index = 0; index < 60; index += 1) ids.push(await file(`many ${index}`));
    const order = await world.order(ids, there);
    expect((await world.runPlan(order, { ticks: 2 })).transfer).toMatchObject({ rootsSeen: 50, roots: ids });
    const { transfer } = await world.runPlan(order);
    expect(transfer).toMatchObject({ rootsSeen: 60, counts: { files: 60 }, phase: 'copy' });
    expect(transfer.chosen.names).toEqual(['many 0', 'many 1', 'many 2']);
    expect((await world.itemsOf(order)).map(({ itemId }) => itemId)).toEqual(ids);
    // From now on the row is written for every piece of every file.
    expect((await world.stores.transfers.find(order))?.roots).toEqual([]);
  });

  it('may be all of My Drive', async () => {
    const { items, transfer } = await world.plan(['root'], there);
    expect(items[0]).toMatchObject({ name: 'My Drive', action: 'folder', parentId: null });
    expect(items[0]?.itemId).not.toBe('root');
    expect(transfer.counts.files).toBeGreaterThan(60);
  });
});

describe('source and destination', () => {
  it('may not be the same folder, and no folder goes into itself', async () => {
    const outer = await makeFolder(world.ada, 'outer');
    const inner = await makeFolder(world.ada, 'inner', outer);
    const there = await makeFolder(world.ada, 'there', inner);
    const [lies, beside] = [await file('lies there', there), await file('beside')];
    const { byName } = await world.plan(
      [outer, there, lies, beside],
      {
        destination: { connectionId: 'ada', email: 'ada@example.com', folderId: there, folderName: '', driveId: null },
      },
      { destination: world.source },
    );
    expect(byName.get('outer')).toMatchObject({ state: 'failed', reason: { code: 'folder_into_itself' } });
    expect(byName.get('there')).toMatchObject({ state: 'failed', reason: { code: 'folder_into_itself' } });
    expect(byName.get('lies there')).toMatchObject({ state: 'failed', reason: { code: 'already_in_place' } });
    expect(byName.get('beside')).toMatchObject({ state: 'planned' });
  });

  it('let go what was chosen within a folder that is in place already', async () => {
    const place = await makeFolder(world.ada, 'place');
    const inPlace = await makeFolder(world.ada, 'in place', place);
    const within = await file('within', inPlace);
    const { byName } = await world.plan(
      [inPlace, within],
      {
        destination: { connectionId: 'ada', email: 'ada@example.com', folderId: place, folderName: '', driveId: null },
      },
      { destination: world.source },
    );
    expect(byName.get('in place')).toMatchObject({ state: 'failed', reason: { code: 'already_in_place' } });
    expect(byName.get('within')).toMatchObject({ state: 'planned', parentId: null });
  });

  it('fit together when the destination is named by its alias', async () => {
    const { transfer } = await world.plan([await file('to the top')], atBens('root'));
    expect(transfer.destination).toMatchObject({ folderName: 'My Drive' });
    expect(transfer.destination?.folderId).not.toBe('root');
  });

  it('do not begin when the folder is gone, or takes nothing', async () => {
    const id = await file('homeless');
    const gone = await world.ben.make({ name: 'gone', mimeType: folderType });
    await world.destination.trash(gone);
    await expect(world.plan([id], atBens(gone))).rejects.toMatchObject({ causeCode: 'destination_gone' });
    const adas = await makeFolder(world.ada, 'for readers');
    const reader = { role: 'reader', type: 'user', emailAddress: 'ben@example.com' };
    await world.ada.api('POST', `/v3/files/${adas}/permissions?sendNotificationEmail=false`, reader);
    await expect(world.plan([id], atBens(adas))).rejects.toMatchObject({ causeCode: 'destination_read_only' });
  });

  it('are told not to fit when there is no room, and the user may run it all the same', async () => {
    const ids = [await file('large', undefined, 600_000), await file('large too', undefined, 600_000)];
    const { transfer } = await world.plan(ids, there, {
      destination: {
        about: async (signal) => ({ ...(await world.destination.about(signal)), limitBytes: 700_000, usageBytes: 0 }),
      },
    });
    expect(transfer).toMatchObject({ state: 'planned', error: { code: 'no_room' } });
    expect(transfer.plan).toMatchObject({ roomBytes: 700_000, isComplete: true });
    await world.stores.transfers.transition(transfer, ['planned'], { state: 'active' }, world.clock.now());
    expect((await world.runPlan(transfer)).transfer).toMatchObject({ state: 'active', phase: 'copy' });
  });

  it('know no room in a shared drive, which is not counted', async () => {
    const { transfer } = await world.plan(
      [await file('shared')],
      { ...atBens('0AStudioSharedDrive01') },
      {
        destination: world.source,
      },
    );
    expect(transfer.plan.roomBytes).toBeNull();
  });
});

describe('a source that is to be emptied', () => {
  it('keeps what is not its user’s to trash, and says so', async () => {
    const shared = await world.ben.make({ name: 'shared with me', mimeType: folderType });
    await world.ben.make({ name: 'in it', mimeType: 'text/plain', parents: [shared] }, Buffer.from('bytes'));
    const reader = { role: 'reader', type: 'user', emailAddress: 'ada@example.com' };
    await world.ben.api('POST', `/v3/files/${shared}/permissions?sendNotificationEmail=false`, reader);
    const own = await makeFolder(world.ada, 'own');
    const { byName, transfer } = await world.plan([shared, own], { ...there, options: { deleteSource: true } });
    expect(byName.get('shared with me')).toMatchObject({ notes: ['not_yours_to_trash'], cleans: false });
    expect(byName.get('in it')).toMatchObject({ notes: ['not_yours_to_trash'] });
    expect(byName.get('own')).toMatchObject({ notes: [], cleans: true });
    expect(transfer.plan.notes).toMatchObject({ not_yours_to_trash: 2 });
  });
});

describe('documents', () => {
  const google = (kind: string) => `application/vnd.google-apps.${kind}`;

  it('become what their user wants, or stay', async () => {
    const ids = [
      await world.ada.make({ name: 'Letter', mimeType: google('document') }),
      await world.ada.make({ name: 'Sums.CSV', mimeType: google('spreadsheet') }),
      await world.ada.make({ name: 'Talk', mimeType: google('presentation') }),
      await world.ada.make({ name: 'Poll', mimeType: google('form') }),
    ];
    const base = await world.order([]);
    const exports = { ...base.options.exports, document: 'pdf', spreadsheet: 'csv', presentation: 'leave' } as const;
    const { byName, transfer } = await world.plan(ids, { ...there, options: { exports } });
    expect(byName.get('Letter')).toMatchObject({
      newName: 'Letter.pdf',
      exportType: 'application/pdf',
      sizeBytes: null,
    });
    expect(byName.get('Sums.CSV')).toMatchObject({ newName: null, exportType: 'text/csv' });
    expect(byName.get('Sums.CSV')?.notes).toEqual(['exported', 'first_sheet_only']);
    expect(byName.get('Talk')).toMatchObject({ state: 'skipped', reason: { code: 'export_left' } });
    expect(byName.get('Poll')).toMatchObject({ state: 'skipped', reason: { code: 'not_movable' } });
    expect(transfer.plan).toMatchObject({ bytes: 0, notes: { exported: 2, first_sheet_only: 1, history_not_kept: 2 } });
  });

  it('that are large are told beforehand to be too large', async () => {
    const id = await world.ada.make({ name: 'Novel', mimeType: google('document') });
    const find: PlanWorld['source']['find'] = async (fileId) => {
      const found = await world.source.find(fileId);
      return found && fileId === id ? { ...found, sizeBytes: 10_000_001 } : found;
    };
    const { byName } = await world.plan([id], there, { source: { find } });
    expect(byName.get('Novel')?.notes).toEqual(['exported', 'export_may_be_too_large']);
  });
});
