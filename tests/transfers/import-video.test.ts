import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { makeBytes } from '../platforms/youtube-sim-world.ts';
import { buildPost } from '../support/build-post.ts';
import { buildFolder } from './support/build-transfer.ts';
import {
  type ImportQueue,
  type ImportWorker,
  type ImportWorld,
  partBytes,
  startImportWorld,
} from './support/import-world.ts';

let world: ImportWorld;
let queue: ImportQueue;

beforeAll(async () => {
  world = await startImportWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  queue = world.openQueue();
});
afterEach(() => world.control('DELETE', '/faults'));

const fault = (operation: string, rule: object) => world.faults({ platform: 'drive', operation, ...rule });
const codeOf = (error: unknown) => (error instanceof PlatformError ? error.causeCode : error);

/** Worker after worker, as long as only time is needed. */
async function bring(item: TransferItem, worker: ImportWorker = {}) {
  let result = await queue.work(item, worker);
  for (
    let tries = 0;
    tries < 8 && result.error instanceof PlatformError && result.error.kind === 'transient';
    tries += 1
  ) {
    result = await queue.work(result.item, worker);
  }
  return result;
}
const reasonOf = ({ item }: { item: TransferItem }) => [item.state, item.reason?.code];

describe('a file of a Drive', () => {
  it('becomes a video: bytes, name, type, words of the templates, place', async () => {
    await queue.set({ title_template: '{folder} {index}: {filename}' });
    const bytes = world.makeVideo(4 * partBytes + 17);
    const folder = buildFolder({ itemId: 'summer', name: 'Summer / 2026' });
    const item = await world.plantVideo(bytes, 'Tram 🚋.mov', { mimeType: 'video/quicktime' }, { parentId: 'summer' });
    const { item: done, error } = await queue.work(item, { others: [folder] });
    expect([error, done.state, done.bytesDone, done.checkpoint]).toEqual([undefined, 'done', bytes.length, null]);
    const video = queue.videos.rows.get(done.videoId ?? '');
    expect(video).toMatchObject({
      ownerId: 'owner-1',
      filename: 'Tram 🚋.mov',
      contentType: 'video/quicktime',
      sizeBytes: bytes.length,
      sha256: item.sha256,
      state: 'ready',
      generatedTitle: 'Summer / 2026 1: Tram 🚋',
      folder: 'Summer / 2026',
      index: 1,
      position: `z${done.videoId}`,
    });
    expect(queue.arrived().map((one) => one.bytes?.equals(bytes))).toEqual([true]);
    expect(queue.bucket.uploads.size).toBe(0);
  });

  it('that was chosen itself has the folder in which it lies; at the root it has none', async () => {
    const folderId = await world.makeFolder(world.ada);
    const folder = await world.source.find(folderId);
    const inFolder = await queue.work(await world.plantVideo(world.makeVideo(5000), 'a.mp4', { parents: [folderId] }));
    const atRoot = await queue.work(await world.plantVideo(world.makeVideo(5000), 'b.mp4'));
    // The whole Drive was chosen, which is no folder either.
    const root = buildFolder({ itemId: (await world.source.find('root'))?.id ?? '', name: 'My Drive' });
    const inAll = await world.plantVideo(world.makeVideo(5000), 'c.mp4', {}, { parentId: root.itemId });
    const withAll = await queue.work(inAll, { others: [root] });
    const folderOf = ({ item }: { item: TransferItem }) => queue.videos.rows.get(item.videoId ?? '')?.folder;
    expect([inFolder, atRoot, withAll].map(folderOf)).toEqual([folder?.name, null, null]);
  });

  it('that is reached through a shortcut has the name of that, where it tells that it is a video', async () => {
    const words = { mimeType: 'application/octet-stream' };
    const named = await world.plantVideo(world.makeVideo(5000), 'c.mp4', words, { newName: 'short.mp4' });
    const unnamed = await world.plantVideo(world.makeVideo(5000), 'd.mp4', words, { newName: 'short' });
    await queue.work(named);
    await queue.work(unnamed);
    expect(queue.arrived().map(({ filename }) => filename)).toEqual(['short.mp4', 'd.mp4']);
  });

  it('goes on in the next turn where the last one stopped, with the part after it', async () => {
    const bytes = world.makeVideo(4 * partBytes + 1);
    const item = await world.plantVideo(bytes, 'long.mp4');
    let now = 0;
    const clock = { now: () => now, after: () => () => undefined };
    const tick = (call: string) => {
      if (call === 'parts.send') now += 10;
    };
    const watch = { after: tick };
    const first = await queue.work(item, { watch, context: { clock, startUntil: 15 } });
    expect([first.item.state, first.item.bytesDone, queue.arrived()]).toEqual(['copying', 2 * partBytes, []]);
    const second = await queue.work(first.item);
    expect([second.item.state, queue.bucket.sentBytes()]).toEqual(['done', bytes.length]);
    expect(queue.arrived()[0]?.bytes?.equals(bytes)).toBe(true);
  });
});

describe('never twice', () => {
  it('is the same file imported, whatever it is called and wherever it lies', async () => {
    const item = await world.plantVideo(world.makeVideo(9000), 'first.mp4');
    const { item: first } = await queue.work(item);
    const again = await queue.work({ ...item, name: 'other.mp4', parentId: 'folder' });
    expect([reasonOf(again), again.item.videoId]).toEqual([['skipped', 'already_imported'], first.videoId]);
    expect(queue.videos.rows.size).toBe(1);
  });

  it('unless its bytes have changed', async () => {
    await queue.set({ allow_duplicates: true });
    const item = await world.plantVideo(world.makeVideo(9000), 'changing.mp4');
    await queue.work(item);
    const bytes = world.makeVideo(9001);
    await world.rewrite(item.itemId, bytes);
    const { item: second } = await queue.work(item);
    expect(second).toMatchObject({ state: 'done', sizeBytes: 9001 });
    expect(queue.arrived().some((video) => video.bytes?.equals(bytes))).toBe(true);
  });

  it('or its video was deleted and the file itself is chosen, not its folder', async () => {
    const item = await world.plantVideo(world.makeVideo(9000), 'deleted.mp4');
    const { item: first } = await queue.work(item);
    const video = queue.videos.rows.get(first.videoId ?? '');
    if (video) await queue.videos.store.remove(video);
    expect(reasonOf(await queue.work({ ...item, parentId: 'folder' }))).toEqual(['skipped', 'already_imported']);
    expect((await queue.work(item)).item.state).toBe('done');
    expect(queue.videos.rows.size).toBe(1);
  });

  it('also when two transfers import it at the same time, and duplicates are allowed', async () => {
    await queue.set({ allow_duplicates: true });
    const item = await world.plantVideo(world.makeVideo(2 * partBytes), 'both.mp4');
    const both = await Promise.all([queue.work(item), queue.work(item)]);
    expect(both.map(({ item: { state } }) => state).toSorted()).toEqual(['done', 'skipped']);
    expect(new Set(both.map(({ item: { videoId } }) => videoId)).size).toBe(1);
    expect(queue.arrived()).toMatchObject([{ state: 'ready' }]);
    expect([queue.bucket.uploads.size, queue.bucket.objects.size]).toEqual([0, 1]);
  });

  it('is another file imported whose name or content waits already, before its bytes are read', async () => {
    const bytes = world.makeVideo(2 * partBytes);
    await queue.work(await world.plantVideo(bytes, 'same.mp4'));
    const sent = queue.bucket.sentBytes();
    const sameName = await queue.work(await world.plantVideo(world.makeVideo(9000), 'same.mp4'));
    const sameBytes = await queue.work(await world.plantVideo(bytes, 'copy.mp4'));
    expect(reasonOf(sameName)).toEqual(['skipped', 'duplicate_video']);
    expect(sameName.item.reason?.message).toBe('Duplicate video: same.mp4 is already in the queue');
    expect(reasonOf(sameBytes)).toEqual(['skipped', 'duplicate_video']);
    expect([queue.bucket.sentBytes(), queue.bucket.uploads.size]).toEqual([sent, 0]);
  });

  it('but a name is free once its video is out', async () => {
    const { item } = await queue.work(await world.plantVideo(world.makeVideo(9000), 'out.mp4'));
    queue.posts.push(buildPost({ ownerId: 'owner-1', videoId: item.videoId ?? '', state: 'published' }));
    const next = await queue.work(await world.plantVideo(world.makeVideo(9001), 'out.mp4'));
    expect(next.item.state).toBe('done');
  });
});

describe('what is no video', () => {
  it('is left out by its first bytes, whatever its name says', async () => {
    const item = await world.plantVideo(makeBytes(3 * partBytes, 3), 'liar.mp4');
    expect(reasonOf(await queue.work(item))).toEqual(['skipped', 'not_a_video']);
    expect([queue.bucket.sentBytes(), queue.bucket.uploads.size, queue.videos.rows.size]).toEqual([0, 0, 0]);
  });

  it('is left out when it became something else since the plan', async () => {
    const item = await world.plantVideo(world.makeVideo(9000), 'was.mp4');
    await world.api(world.ada, 'PATCH', `/v3/files/${item.itemId}`, { name: 'is.txt', mimeType: 'text/plain' });
    expect(reasonOf(await queue.work(item))).toEqual(['skipped', 'not_a_video']);
  });
});

describe('what goes wrong on the way', () => {
  const troubles: readonly (readonly [string, string, object])[] = [
    ['a download is cut', 'files.download', { kind: 'cut-answer-after', bytes: 70_000, step: 3 }],
    ['a download is short', 'files.download', { kind: 'short-answer', bytes: 70_000, step: 3 }],
    ['a byte is read wrong', 'files.download', { kind: 'corrupt-byte', at: 7, step: 3 }],
    ['a server error', 'files.download', { kind: 'status', status: 503, step: 2 }],
    ['a look gets no answer', 'files.get', { kind: 'before-effect', count: 3 }],
  ];
  it.each(troubles)('%s: one video, byte for byte', async (_name, operation, rule) => {
    const bytes = world.makeVideo(3 * partBytes + 5);
    const item = await world.plantVideo(bytes, 'trouble.mp4');
    await fault(operation, rule);
    const { item: done, error } = await bring(item);
    expect([error, done.state]).toEqual([undefined, 'done']);
    expect(queue.arrived().map((video) => video.bytes?.equals(bytes))).toEqual([true]);
    expect(queue.bucket.uploads.size).toBe(0);
  });

  it('bytes that are wrong twice fail and make no video; tried again by its user it arrives', async () => {
    const bytes = world.makeVideo(partBytes + 5);
    const item = await world.plantVideo(bytes, 'wrong.mp4');
    await fault('files.download', { kind: 'corrupt-byte', at: 5000, count: 4 });
    const failed = await bring(item);
    expect([codeOf(failed.error), queue.arrived()]).toEqual(['checksum_mismatch', []]);
    await world.control('DELETE', '/faults');
    const { item: done } = await bring({ ...failed.item, state: 'planned' });
    expect([done.state, queue.arrived()[0]?.bytes?.equals(bytes)]).toEqual(['done', true]);
  });

  /** Gives the file other bytes after the n-th part was sent. */
  const changing = (itemId: string, contents: readonly Buffer[]) => {
    const left = [...contents];
    return {
      after: async (call: string) => {
        const next = call === 'parts.send' ? left.shift() : undefined;
        if (next) await world.rewrite(itemId, next);
      },
    };
  };

  it.each([
    ['other bytes', 3 * partBytes],
    ['fewer', partBytes],
  ])('a source that gets %s in the middle is read from the start', async (_name, length) => {
    const item = await world.plantVideo(world.makeVideo(3 * partBytes), 'edited.mp4');
    const latest = world.makeVideo(length);
    const { item: done } = await bring(item, { watch: changing(item.itemId, [latest]) });
    expect([done.state, done.sizeBytes]).toEqual(['done', length]);
    expect(queue.arrived().map((video) => video.bytes?.equals(latest))).toEqual([true]);
    expect(queue.bucket.uploads.size).toBe(0);
  });

  it('a source that changes again and again fails', async () => {
    const contents = Array.from({ length: 20 }, () => world.makeVideo(2 * partBytes));
    const item = await world.plantVideo(world.makeVideo(2 * partBytes), 'restless.mp4');
    const { error } = await bring(item, { watch: changing(item.itemId, contents) });
    expect([codeOf(error), queue.videos.rows.size]).toEqual(['source_changed', 0]);
  });

  it('a source that is gone fails; one that goes after its last byte has become a video', async () => {
    const gone = await world.plantVideo(world.makeVideo(9000), 'gone.mp4');
    await world.api(world.ada, 'DELETE', `/v3/files/${gone.itemId}`);
    expect(codeOf((await queue.work(gone)).error)).toBe('source_gone');
    const late = await world.plantVideo(world.makeVideo(9000), 'late.mp4');
    const remove = async (call: string) => {
      if (call === 'parts.send') await world.api(world.ada, 'DELETE', `/v3/files/${late.itemId}`);
    };
    expect((await queue.work(late, { watch: { after: remove } })).item.state).toBe('done');
  });

  it('an upload that the bucket has given up is begun again', async () => {
    const bytes = world.makeVideo(3 * partBytes);
    const item = await world.plantVideo(bytes, 'paused.mp4');
    const stop = { context: { startUntil: 0 } };
    const { item: begun } = await queue.work(item, stop);
    queue.bucket.uploads.clear();
    const { item: done } = await bring(begun);
    expect([done.state, queue.arrived().map((video) => video.bytes?.equals(bytes))]).toEqual(['done', [true]]);
  });

  it('a bucket that gives up again and again fails it, and one that is in trouble makes it wait', async () => {
    const item = await world.plantVideo(world.makeVideo(3 * partBytes), 'hopeless.mp4');
    const forget = { before: (call: string) => void (call === 'parts.send' && queue.bucket.uploads.clear()) };
    expect(codeOf((await queue.work(item, { watch: forget })).error)).toBe('upload_lost');
    const broken = {
      before: (call: string) => {
        if (call === 'parts.send') throw new Error('SlowDown');
      },
    };
    expect((await queue.work(item, { watch: broken })).error).toMatchObject({
      kind: 'transient',
      causeCode: 'storage_trouble',
    });
  });

  it('a video that its user deletes while it is being made stays deleted', async () => {
    const item = await world.plantVideo(world.makeVideo(9000), 'unwanted.mp4');
    const remove = async (call: string) => {
      const [video] = queue.videos.rows.values();
      if (call === 'media.complete' && video) await queue.videos.store.remove(video);
    };
    expect(reasonOf(await queue.work(item, { watch: { before: remove } }))).toEqual(['skipped', 'video_deleted']);
    expect([queue.videos.rows.size, queue.bucket.objects.size, queue.bucket.uploads.size]).toEqual([0, 0, 0]);
  });

  it('a name that was taken while the bytes were on their way leaves nothing behind', async () => {
    const item = await world.plantVideo(world.makeVideo(2 * partBytes), 'raced.mp4');
    const other = await world.plantVideo(world.makeVideo(9000), 'raced.mp4');
    let isRaced = false;
    const race = async (call: string) => {
      if (call !== 'parts.send' || isRaced) return;
      isRaced = true;
      await queue.work(other);
    };
    const left = await queue.work(item, { watch: { before: race } });
    expect([...reasonOf(left), left.item.bytesDone]).toEqual(['skipped', 'duplicate_video', 0]);
    expect([queue.videos.rows.size, queue.bucket.uploads.size, queue.bucket.objects.size]).toEqual([1, 0, 1]);
  });

  it('the end of the turn in the middle of a part leaves what was stored', async () => {
    const bytes = world.makeVideo(3 * partBytes);
    const item = await world.plantVideo(bytes, 'cut.mp4');
    const turn = new AbortController();
    let parts = 0;
    const cut = (call: string) => {
      if (call === 'parts.send' && ++parts === 2) turn.abort(new Error('over'));
    };
    const first = await queue.work(item, { watch: { before: cut }, context: { signal: turn.signal } });
    expect(first.item.bytesDone).toBe(partBytes);
    const { item: done } = await queue.work(first.item);
    expect([done.state, queue.arrived()[0]?.bytes?.equals(bytes)]).toEqual(['done', true]);
  });
});
