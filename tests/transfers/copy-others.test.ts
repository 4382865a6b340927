import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { type CopyWorld, startCopyWorld } from './support/copy-world.ts';
import { md5Of } from './support/drive-hands.ts';

const documentType = 'application/vnd.google-apps.document';
const shortcutType = 'application/vnd.google-apps.shortcut';
const moving = { options: { deleteSource: true } };
let world: CopyWorld;
let folderId: string;

beforeAll(async () => {
  world = await startCopyWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  folderId = await world.makeFolder();
});
afterEach(() => world.control('DELETE', '/faults'));

const codeOf = (error: unknown) => (error instanceof PlatformError ? error.causeCode : error);
const arrived = () => world.children(folderId);
const make = async (resource: object): Promise<string> =>
  (await world.api(world.ada, 'POST', '/v3/files', resource)).json.id;

describe('a document', () => {
  const writeDocument = async (name = 'words.docx') =>
    world.plan(await make({ name, mimeType: documentType, description: 'mine' }), {
      newName: `${name}.pdf`,
      exportType: 'application/pdf',
    });

  it('arrives in the chosen format, with its words and times, and stays itself where it is', async () => {
    const item = await writeDocument();
    const exported = await world.source.export(item.itemId, 'application/pdf');
    const { item: done } = await world.bring(item, { ...moving, folderId });
    expect(done.state).toBe('done');
    expect(await arrived()).toMatchObject([
      {
        id: done.destId,
        name: 'words.docx.pdf',
        mimeType: 'application/pdf',
        description: 'mine',
        modifiedTime: item.modifiedTime,
        createdTime: item.createdTime,
        md5: md5Of(exported),
      },
    ]);
    expect((await world.source.find(item.itemId))?.trashed).toBe(false);
  });

  it.each([
    ['upload.bytes', { kind: 'after-effect' }],
    ['upload.bytes', { kind: 'before-effect' }],
    ['upload.bytes', { kind: 'partly-stored', bytes: 10 }],
    ['upload.bytes', { kind: 'corrupt-byte', at: 3 }],
    ['files.export', { kind: 'half-answer' }],
    ['upload.open', { kind: 'after-effect' }],
  ])('trouble at %s, %j: one copy all the same', async (operation, rule) => {
    const item = await writeDocument();
    await world.oddly(item.itemId, { exportBytes: 300_000 });
    await world.faults({ platform: 'drive', operation, ...rule });
    const { item: done } = await world.bring(item, { ...moving, folderId });
    expect(done.state).toBe('done');
    expect(await arrived()).toMatchObject([{ id: done.destId, sizeBytes: 300_000 }]);
  });

  it('above 10 MB is refused by Google and stays', async () => {
    const item = await writeDocument();
    await world.oddly(item.itemId, { exportBytes: 11 * 1024 ** 2 });
    const { error } = await world.bring(item, { ...moving, folderId });
    expect([codeOf(error), await arrived()]).toEqual(['exportSizeLimitExceeded', []]);
  });

  it('written on while it is exported is exported again', async () => {
    const item = await writeDocument();
    let edits = 0;
    const after = async (call: string) => {
      if (call !== 'source.export' || edits > 0) return;
      edits += 1;
      await world.api(world.ada, 'PATCH', `/v3/files/${item.itemId}`, { modifiedTime: '2033-01-01T00:00:00.000Z' });
    };
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect(done.state).toBe('done');
    expect(await arrived()).toMatchObject([{ id: done.destId, modifiedTime: '2033-01-01T00:00:00.000Z' }]);
  });
});

describe('a folder', () => {
  it('is made with its words and times', async () => {
    const words = { name: 'a/b', description: 'd', createdTime: '2001-01-01T00:00:00.000Z' };
    const item = await world.plan(
      await make({
        ...words,
        mimeType: 'application/vnd.google-apps.folder',
        modifiedTime: '2002-01-01T00:00:00.000Z',
      }),
    );
    const { item: done } = await world.work(item, { folderId });
    expect(done.state).toBe('done');
    expect(await arrived()).toMatchObject([{ id: done.destId, ...words, modifiedTime: '2002-01-01T00:00:00.000Z' }]);
  });

  it('is the one that is there, if it still is', async () => {
    const first = (await world.work(await world.plan(await world.makeFolder(world.ada)), { folderId })).item;
    const again = await world.work({ ...first, state: 'planned', replaces: true }, { folderId });
    expect([again.item.state, again.item.destId, (await arrived()).length]).toEqual(['done', first.destId, 1]);
    await world.destination.trash(first.destId ?? '');
    const anew = await world.work({ ...first, state: 'planned', replaces: true }, { folderId });
    expect((await arrived()).map(({ id }) => id)).toEqual([anew.item.destId]);
  });
});

describe('a shortcut', () => {
  async function pointTo(target: TransferItem): Promise<TransferItem> {
    const wish = { name: 'way', mimeType: shortcutType, shortcutDetails: { targetId: target.itemId } };
    return world.plan(await make(wish), { targetItemId: target.itemId });
  }

  it('points to the copy, and the one at the source goes', async () => {
    const target = (await world.work(await world.plant(makeBytes(9, 50)))).item;
    const item = await pointTo(target);
    const { item: done } = await world.work(item, { ...moving, folderId, others: [target] });
    expect(done.state).toBe('done');
    expect(await arrived()).toMatchObject([{ name: 'way', shortcut: { targetId: target.destId } }]);
    expect((await world.source.find(item.itemId))?.trashed).toBe(true);
  });

  it('waits for what it points to', async () => {
    const target = await world.plant(makeBytes(9, 51));
    const { item } = await world.work(await pointTo(target), { folderId, others: [target] });
    expect([item.state, item.notBefore > Date.now(), await arrived()]).toEqual(['planned', true, []]);
  });

  it.each(['failed', 'skipped'] as const)('fails when that was %s', async (state) => {
    const target = await world.plant(makeBytes(9, 52), { state });
    const { error } = await world.work(await pointTo(target), { folderId, others: [target] });
    expect([codeOf(error), await arrived()]).toEqual(['target_not_copied', []]);
  });

  it('points to what was there already', async () => {
    const copied = (await world.work(await world.plant(makeBytes(9, 53)))).item;
    const target: TransferItem = { ...copied, state: 'skipped' };
    await world.work(await pointTo(target), { folderId, others: [target] });
    expect(await arrived()).toMatchObject([{ shortcut: { targetId: copied.destId } }]);
  });
});
