import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { type CopyWorld, smallChunks, startCopyWorld } from './support/copy-world.ts';
import { md5Of } from './support/drive-hands.ts';

const chunk = 256 * 1024;
const moving = { options: { ...smallChunks, deleteSource: true } };
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
const arrived = async () => (await world.children(folderId)).map(({ md5 }) => md5);
const isTrashed = async (id: string) => (await world.source.find(id))?.trashed;
/** Does something once, at the n-th call of a kind. */
function once(wanted: string, nth: number, act: () => Promise<unknown>) {
  let seen = 0;
  return async (call: string) => {
    if (call !== wanted) return;
    seen += 1;
    if (seen === nth) await act();
  };
}

describe('a source that is to be laid in the trash', () => {
  const bytes = makeBytes(2 * chunk, 20);

  it('lies there once its copy is verified', async () => {
    const item = await world.plant(bytes);
    const before = async (call: string) => {
      if (call === 'source.trash') expect(await arrived()).toEqual([md5Of(bytes)]);
    };
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { before } });
    expect([done.state, done.notes, await isTrashed(item.itemId)]).toEqual(['done', [], true]);
  });

  it('stays when it is not to be moved', async () => {
    const item = await world.plant(bytes);
    await world.bring(item, { folderId });
    expect(await isTrashed(item.itemId)).toBe(false);
  });

  it('stays, with a note, when it was changed after it was copied', async () => {
    const item = await world.plant(bytes);
    const after = once('save finishing', 1, () => world.rewrite(item.itemId, makeBytes(10, 21)));
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([done.state, done.notes]).toEqual(['done', ['changed_not_trashed']]);
    expect([await isTrashed(item.itemId), await arrived()]).toEqual([false, [md5Of(bytes)]]);
  });

  it('stays as long as the copy that was verified is not there any more', async () => {
    const item = await world.plant(bytes);
    const dead = await world.work(item, {
      ...moving,
      folderId,
      watch: { before: once('source.trash', 1, () => Promise.reject(new Error('killed'))) },
    });
    expect(dead.item.state).toBe('finishing');
    await world.destination.trash(dead.item.destId ?? '');
    const before = async (call: string) => {
      if (call === 'source.trash') expect(await arrived()).toEqual([md5Of(bytes)]);
    };
    const { item: done } = await world.bring(dead.item, { ...moving, folderId, watch: { before } });
    expect([done.state, await isTrashed(item.itemId), await arrived()]).toEqual(['done', true, [md5Of(bytes)]]);
  });

  it("stays, with a note, when it is another one's", async () => {
    const item = await world.plant(bytes);
    await world.faults({
      platform: 'drive',
      operation: 'files.update',
      kind: 'status',
      status: 403,
      reason: 'insufficientFilePermissions',
    });
    const { item: done } = await world.bring(item, { ...moving, folderId });
    expect([done.state, done.notes, await isTrashed(item.itemId)]).toEqual(['done', ['not_yours_to_trash'], false]);
  });

  it('stays when it lies outside of what was chosen: the shortcut that led there goes', async () => {
    const item = await world.plant(bytes);
    const wish = {
      name: 'way',
      mimeType: 'application/vnd.google-apps.shortcut',
      shortcutDetails: { targetId: item.itemId },
    };
    const via = (await world.api(world.ada, 'POST', '/v3/files', wish)).json.id;
    const { item: done } = await world.bring({ ...item, via }, { ...moving, folderId });
    expect([done.state, await isTrashed(item.itemId), await isTrashed(via)]).toEqual(['done', false, true]);
  });
});

describe('a source that does not hold still', () => {
  const bytes = makeBytes(4 * chunk, 22);
  const places: readonly (readonly [string, string, number])[] = [
    ['before the first look', 'source.find', 1],
    ['before the first byte', 'destination.beginUpload', 1],
    ['between two chunks', 'destination.sendChunk', 2],
    ['after the last byte', 'destination.sendChunk', 4],
  ];
  it.each(places)('changed %s: what arrives is the new content', async (_name, call, nth) => {
    const item = await world.plant(bytes);
    const newer = makeBytes(4 * chunk, 23);
    const after = once(call, nth, () => world.rewrite(item.itemId, newer));
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([done.state, done.md5, await arrived()]).toEqual(['done', md5Of(newer), [md5Of(newer)]]);
    expect(await isTrashed(item.itemId)).toBe(true);
  });

  it.each([1, 3 * chunk])('shortened to %s bytes in the middle: what arrives is what is left', async (bytesLeft) => {
    const item = await world.plant(bytes);
    const newer = makeBytes(bytesLeft, 24);
    const after = once('destination.sendChunk', 2, () => world.rewrite(item.itemId, newer));
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([done.state, done.bytesDone, await arrived()]).toEqual(['done', bytesLeft, [md5Of(newer)]]);
  });

  it('changed while nobody was at it: the next worker begins anew', async () => {
    const item = await world.plant(bytes);
    const killed = once('destination.sendChunk', 2, () => Promise.reject(new Error('killed')));
    const dead = await world.work(item, { ...moving, folderId, watch: { before: killed } });
    expect([dead.item.state, dead.item.bytesDone]).toEqual(['copying', chunk]);
    const newer = makeBytes(3 * chunk, 25);
    await world.rewrite(item.itemId, newer);
    const { item: done } = await world.bring(dead.item, { ...moving, folderId });
    expect([done.state, await arrived()]).toEqual(['done', [md5Of(newer)]]);
  });

  it('changed again and again: it fails, nothing of it stays, and the source is not touched', async () => {
    const item = await world.plant(makeBytes(10, 26));
    let seed = 100;
    const after = async (call: string) => {
      seed += 1;
      if (call === 'destination.sendChunk') await world.rewrite(item.itemId, makeBytes(10, seed));
    };
    const { item: failed, error } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([codeOf(error), failed.destId, await arrived()]).toEqual(['source_changed', null, []]);
    expect(await isTrashed(item.itemId)).toBe(false);
  });

  it('only renamed: that is no change of its content', async () => {
    const item = await world.plant(bytes);
    const after = once('destination.sendChunk', 2, () =>
      world.api(world.ada, 'PATCH', `/v3/files/${item.itemId}`, { name: 'other', starred: true }),
    );
    await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([await arrived(), (await world.stats()).drive?.filesCreated]).toEqual([[md5Of(bytes)], expect.any(Number)]);
  });

  it.each([
    ['deleted', (id: string) => world.api(world.ada, 'DELETE', `/v3/files/${id}`)],
    ['in the trash', (id: string) => world.source.trash(id)],
  ])('%s before it is copied: source_gone', async (_name, remove) => {
    const item = await world.plant(bytes);
    await remove(item.itemId);
    const { error } = await world.bring(item, { ...moving, folderId });
    expect([codeOf(error), await arrived()]).toEqual(['source_gone', []]);
  });

  it('deleted in the middle: source_gone, and nothing of it stays', async () => {
    const item = await world.plant(bytes);
    const after = once('destination.sendChunk', 2, () => world.api(world.ada, 'DELETE', `/v3/files/${item.itemId}`));
    const { error } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([codeOf(error), await arrived()]).toEqual(['source_gone', []]);
  });

  it('deleted after its last byte: the copy is whole, so it is done', async () => {
    const item = await world.plant(bytes);
    const after = once('destination.sendChunk', 4, () => world.api(world.ada, 'DELETE', `/v3/files/${item.itemId}`));
    const { item: done } = await world.bring(item, { ...moving, folderId, watch: { after } });
    expect([done.state, await arrived()]).toEqual(['done', [md5Of(bytes)]]);
  });

  it.each([
    ['abusive', 'abusive_file'],
    ['downloadQuotaExceeded', 'downloadQuotaExceeded'],
  ])('%s: says so', async (oddity, code) => {
    const item = await world.plant(bytes);
    await world.oddly(item.itemId, { oddities: [oddity] });
    const { error } = await world.work(item, { ...moving, folderId });
    expect([codeOf(error), await arrived()]).toEqual([code, []]);
  });
});
