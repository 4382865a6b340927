import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { type CopyWorld, smallChunks, startCopyWorld } from './support/copy-world.ts';
import { md5Of } from './support/drive-hands.ts';

const chunk = 256 * 1024;
let world: CopyWorld;
let folderId: string;

beforeAll(async () => {
  world = await startCopyWorld();
});
afterAll(() => world.close());
afterEach(() => world.control('DELETE', '/faults'));

const fault = (operation: string, rule: object) => world.faults({ platform: 'drive', operation, ...rule });
const codeOf = (error: unknown) => (error instanceof PlatformError ? error.causeCode : error);
const sessionsOpened = async () => (await world.stats()).drive?.sessionsOpened ?? 0;
async function freshFolder() {
  folderId = await world.makeFolder();
  return folderId;
}
/** Name, bytes and checksum of everything in the folder of this test. */
async function arrived() {
  return (await world.children(folderId)).map(({ name, sizeBytes, md5 }) => ({ name, sizeBytes, md5 }));
}

describe('copying a file', () => {
  it('carries bytes, words and times', async () => {
    await freshFolder();
    const bytes = makeBytes(3 * chunk + 17, 1);
    const words = {
      name: '/Ünïcode 🎬/..',
      description: 'two\nlines',
      createdTime: '2001-02-03T04:05:06.000Z',
      modifiedTime: '2011-02-03T04:05:06.007Z',
    };
    const item = await world.plant(bytes, {}, words);
    const { item: done, error } = await world.work(item, { options: smallChunks, folderId });
    expect([error, done.state, done.bytesDone, done.checkpoint]).toEqual([undefined, 'done', bytes.length, null]);
    const copy = await world.destination.find(done.destId ?? '');
    expect(copy).toMatchObject({ ...words, mimeType: 'video/mp4', sizeBytes: bytes.length, md5: md5Of(bytes) });
    expect(await arrived()).toHaveLength(1);
  });

  it('makes an empty file of an empty one', async () => {
    await freshFolder();
    const item = await world.plant(Buffer.alloc(0));
    const { item: done } = await world.work(item, { folderId });
    expect([done.state, await arrived()]).toEqual([
      'done',
      [{ name: item.name, sizeBytes: 0, md5: md5Of(Buffer.alloc(0)) }],
    ]);
  });

  it('gives what is there the new content, under the same id', async () => {
    await freshFolder();
    const bytes = makeBytes(2 * chunk, 2);
    const there = await world.work(await world.plant(makeBytes(100, 3)), { folderId });
    const item = await world.plant(bytes, { destId: there.item.destId, replaces: true });
    const { item: done } = await world.work(item, { options: smallChunks, folderId });
    expect([done.state, done.destId]).toEqual(['done', there.item.destId]);
    expect(await arrived()).toEqual([{ name: there.item.name, sizeBytes: bytes.length, md5: md5Of(bytes) }]);
  });

  it('gives it no content, if that is the new one', async () => {
    await freshFolder();
    const there = await world.work(await world.plant(makeBytes(100, 3)), { folderId });
    const words = { description: 'empty now', modifiedTime: '2011-02-03T04:05:06.007Z' };
    const item = await world.plant(Buffer.alloc(0), { destId: there.item.destId, replaces: true }, words);
    const { item: done } = await world.work(item, { folderId });
    expect([done.state, done.destId]).toEqual(['done', there.item.destId]);
    expect(await world.children(folderId)).toMatchObject([{ ...words, sizeBytes: 0, md5: md5Of('') }]);
  });

  it('makes a new file when what it was to replace is gone', async () => {
    await freshFolder();
    const there = await world.work(await world.plant(makeBytes(100, 3)), { folderId });
    await world.api(world.ben, 'DELETE', `/v3/files/${there.item.destId}`);
    const item = await world.plant(makeBytes(50, 4), { destId: there.item.destId, replaces: true });
    const { item: done } = await world.work(item, { folderId });
    expect([done.state, await arrived()]).toEqual([
      'done',
      [{ name: item.name, sizeBytes: 50, md5: md5Of(makeBytes(50, 4)) }],
    ]);
  });

  it('stops between two chunks when the turn is over, and goes on in the next one', async () => {
    await freshFolder();
    const bytes = makeBytes(4 * chunk, 5);
    let now = 0;
    const clock = { now: () => now, after: () => () => undefined };
    const after = (call: string) => {
      if (call === 'destination.sendChunk') now += 10;
    };
    const first = await world.work(await world.plant(bytes), {
      options: smallChunks,
      folderId,
      watch: { after },
      context: { clock, startUntil: 15 },
    });
    expect([first.item.state, first.item.bytesDone]).toEqual(['copying', 2 * chunk]);
    const second = await world.work(first.item, { options: smallChunks, folderId });
    expect([second.item.state, await arrived()]).toEqual([
      'done',
      [{ name: first.item.name, sizeBytes: bytes.length, md5: md5Of(bytes) }],
    ]);
  });
});

describe('what goes wrong on the way', () => {
  const bytes = makeBytes(5 * chunk + 1, 6);
  const troubles: readonly (readonly [string, string, object])[] = [
    ['a chunk is cut', 'upload.bytes', { kind: 'cut-body-after', bytes: 100_000, step: 2 }],
    ['a chunk is stored in part', 'upload.bytes', { kind: 'partly-stored', bytes: chunk / 2, step: 3 }],
    ['the answer to a chunk is lost', 'upload.bytes', { kind: 'after-effect', step: 2 }],
    ['the final answer is lost', 'upload.bytes', { kind: 'after-effect', step: 6 }],
    ['the final answer is cut', 'upload.bytes', { kind: 'half-answer', step: 6 }],
    ['a server error', 'upload.bytes', { kind: 'status', status: 503, step: 4 }],
    ['the session is gone', 'upload.bytes', { kind: 'session-lost', step: 3 }],
    ['the session has ended', 'upload.bytes', { kind: 'session-lost', status: 410, step: 6 }],
    ['a download is cut', 'files.download', { kind: 'cut-answer-after', bytes: 70_000, step: 2 }],
    ['a download is short', 'files.download', { kind: 'short-answer', bytes: 70_000, step: 3 }],
    ['a byte is read wrong', 'files.download', { kind: 'corrupt-byte', at: 7, step: 2 }],
    ['a byte is stored wrong', 'upload.bytes', { kind: 'corrupt-byte', at: 9, step: 4 }],
    [
      'the id is in use at the last byte',
      'upload.bytes',
      { kind: 'after-effect', status: 409, reason: 'fileIdInUse', step: 6 },
    ],
    ['opening the session gets no answer', 'upload.open', { kind: 'after-effect' }],
    ['a look gets no answer', 'files.get', { kind: 'before-effect', count: 3 }],
    ['no ids', 'files.generateIds', { kind: 'status', status: 500 }],
  ];
  it.each(troubles)('%s: one copy, byte for byte', async (_name, operation, rule) => {
    await freshFolder();
    const item = await world.plant(bytes);
    await fault(operation, rule);
    const { item: done, error } = await world.bring(item, { options: smallChunks, folderId });
    expect([error, done.state]).toEqual([undefined, 'done']);
    expect(await arrived()).toEqual([{ name: item.name, sizeBytes: bytes.length, md5: md5Of(bytes) }]);
  });

  it.each([true, false])('its answer and its session are lost: not sent again (replaces: %s)', async (replaces) => {
    await freshFolder();
    const there = replaces ? (await world.work(await world.plant(makeBytes(100, 3)), { folderId })).item.destId : null;
    const item = await world.plant(bytes, { replaces, destId: there });
    const opened = await sessionsOpened();
    await world.faults(
      { platform: 'drive', operation: 'upload.bytes', kind: 'after-effect', step: 6 },
      { platform: 'drive', operation: 'upload.status', kind: 'session-lost' },
    );
    const { item: done } = await world.bring(item, { options: smallChunks, folderId });
    expect([done.state, await sessionsOpened()]).toEqual(['done', opened + 1]);
    expect(await arrived()).toMatchObject([{ md5: md5Of(bytes) }]);
  });

  it('bytes that are wrong twice fail, and nothing of it stays', async () => {
    await freshFolder();
    await fault('files.download', { kind: 'corrupt-byte', at: 0, count: null });
    const { item, error } = await world.bring(await world.plant(makeBytes(100, 7)), { folderId });
    expect([codeOf(error), item.destId, await arrived()]).toEqual(['checksum_mismatch', null, []]);
  });

  it('tried again by its user after that, it arrives', async () => {
    await freshFolder();
    await fault('files.download', { kind: 'corrupt-byte', at: 0, count: 2 });
    const failed = await world.bring(await world.plant(makeBytes(100, 8)), { folderId });
    expect(codeOf(failed.error)).toBe('checksum_mismatch');
    const again = await world.bring({ ...failed.item, state: 'planned' }, { folderId });
    expect([again.item.state, await arrived()]).toMatchObject(['done', [{ md5: md5Of(makeBytes(100, 8)) }]]);
  });

  it('a full Drive is told, and once there is room a new session takes it', async () => {
    await freshFolder();
    const item = await world.plant(makeBytes(2 * chunk, 9));
    await fault('upload.bytes', { kind: 'status', status: 403, reason: 'storageQuotaExceeded', step: 2 });
    const full = await world.bring(item, { options: smallChunks, folderId });
    expect([codeOf(full.error), full.item.bytesDone]).toEqual(['storageQuotaExceeded', 0]);
    const { item: done } = await world.bring(full.item, { options: smallChunks, folderId });
    expect([done.state, await arrived()]).toMatchObject(['done', [{ md5: md5Of(makeBytes(2 * chunk, 9)) }]]);
  });

  it('a Drive that is found full again and again is told to be full, and nothing else', async () => {
    await freshFolder();
    let item = await world.plant(makeBytes(2 * chunk, 12));
    await fault('upload.bytes', { kind: 'status', status: 403, reason: 'storageQuotaExceeded', count: 7 });
    for (let round = 1; round <= 7; round += 1) {
      const full = await world.bring(item, { options: smallChunks, folderId });
      expect(codeOf(full.error)).toBe('storageQuotaExceeded');
      item = full.item;
    }
    expect((await world.bring(item, { options: smallChunks, folderId })).item.state).toBe('done');
  });

  it('a rate limit goes to whoever waits for the transfer, and the session stays', async () => {
    await freshFolder();
    const item = await world.plant(makeBytes(3 * chunk, 10));
    await fault('upload.bytes', { kind: 'status', status: 403, reason: 'userRateLimitExceeded', step: 2 });
    const limited = await world.bring(item, { options: smallChunks, folderId });
    expect([codeOf(limited.error), limited.item.bytesDone]).toEqual(['userRateLimitExceeded', chunk]);
    const opened = await sessionsOpened();
    const { item: done } = await world.bring(limited.item, { options: smallChunks, folderId });
    expect([done.state, await sessionsOpened()]).toEqual(['done', opened]);
  });

  it('a destination folder that is gone concerns the whole transfer, one below it only what lies in it', async () => {
    await freshFolder();
    const gone = await world.makeFolder();
    await world.api(world.ben, 'DELETE', `/v3/files/${gone}`);
    const item = await world.plant(makeBytes(10, 11));
    expect(codeOf((await world.work(item, { folderId: gone })).error)).toBe('destination_gone');
    const below = await world.work(item, { folderId, context: { parentDestId: gone } });
    expect(codeOf(below.error)).toBe('folder_gone');
  });

  it('so does one that was laid in the trash, or may not be written any more', async () => {
    const item = await world.plant(makeBytes(10, 12));
    const trashed = await world.makeFolder();
    await world.destination.trash(trashed);
    expect(codeOf((await world.work(item, { folderId: trashed })).error)).toBe('destination_gone');
    expect(await world.children(trashed)).toEqual([]);
    expect(codeOf((await world.work(item, { folderId: '0AStudioSharedDrive01' })).error)).toBe('destination_read_only');
  });
});
