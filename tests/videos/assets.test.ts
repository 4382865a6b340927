import { beforeEach, describe, expect, it } from '@jest/globals';
import { addAsset } from '../../functions/videos/add-asset.ts';
import { completeAsset } from '../../functions/videos/complete-asset.ts';
import { removeAsset } from '../../functions/videos/remove-asset.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(8)]);
const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello');
const video = buildVideo();
const params = { videoId: video.videoId };

let world: VideosWorld;
beforeEach(() => {
  let names = 0;
  const created = createVideosWorld();
  const newObjectName = () => {
    names += 1;
    return `object-${names}`;
  };
  world = { ...created, deps: { ...created.deps, newObjectName } };
  world.videos.set(video.videoId, video);
});

const announce = (kind: string, contentType: string, sizeBytes: number) =>
  addAsset(
    { params, query: undefined, body: { kind, content_type: contentType, size_bytes: sizeBytes } },
    anna,
    world.deps,
  );
const complete = (kind: string) =>
  completeAsset({ params: { ...params, kind }, query: undefined, body: undefined }, anna, world.deps);
const remove = (kind: string) =>
  removeAsset({ params: { ...params, kind }, query: undefined, body: undefined }, anna, world.deps);
const stored = () => world.videos.get(video.videoId);

/** The browser's part: the bytes go to where the last announcement said. */
function put(kind: string, bytes: Buffer) {
  world.files.set(stored()?.pendingAssets[kind]?.objectKey ?? '', bytes);
}

async function give(kind: string, contentType: string, bytes: Buffer) {
  await announce(kind, contentType, bytes.length);
  put(kind, bytes);
  return complete(kind);
}

describe('POST /api/videos/{id}/assets', () => {
  it.each([
    ['youtube.thumbnail', 'image/png', png],
    ['youtube.captions.pt-BR', 'text/vtt', vtt],
    ['instagram.cover', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])],
  ])('takes %s as %s', async (kind, contentType, bytes) => {
    expect(await give(kind, contentType, bytes)).toMatchObject({
      assets: { [kind]: { content_type: contentType, size_bytes: bytes.length } },
    });
  });

  it.each([
    ['youtube.banner', 'image/png', 1, 'kind'],
    ['youtube.captions', 'text/vtt', 1, 'kind'],
    ['youtube.captions.../x', 'text/vtt', 1, 'kind'],
    ['youtube.thumbnail', 'image/gif', 1, 'content_type'],
    ['instagram.cover', 'image/jpeg', 8 * 1024 * 1024 + 1, 'size_bytes'],
  ])('refuses %s as %s of %i bytes because of its %s', async (kind, contentType, sizeBytes, path) => {
    await expect(announce(kind, contentType, sizeBytes)).rejects.toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path })],
    });
  });

  it('signs a key of this video that the probe does not take for a video', async () => {
    await announce('youtube.thumbnail', 'image/png', 1);
    expect(stored()?.pendingAssets['youtube.thumbnail']?.objectKey).toBe(
      `videos/anna/${video.videoId}/assets/object-1`,
    );
  });

  it('is 404 when it is not yours', async () => {
    world.videos.set(video.videoId, { ...video, ownerId: 'berta' });
    await expect(announce('youtube.thumbnail', 'image/png', 1)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('POST /api/videos/{id}/assets/{kind}/complete', () => {
  it('is safe to repeat', async () => {
    const once = await give('youtube.thumbnail', 'image/png', png);
    expect(await complete('youtube.thumbnail')).toEqual(once);
  });

  it('refuses what has not arrived, and takes it when it has', async () => {
    await announce('youtube.thumbnail', 'image/png', png.length);
    await expect(complete('youtube.thumbnail')).rejects.toMatchObject({ code: 'size_mismatch' });
    put('youtube.thumbnail', png);
    expect((await complete('youtube.thumbnail')).assets).toHaveProperty(['youtube.thumbnail']);
  });

  it('refuses a file of another type and forgets it', async () => {
    await expect(give('youtube.thumbnail', 'image/png', Buffer.from('<html>'))).rejects.toMatchObject({
      code: 'wrong_file_type',
    });
    expect(stored()).toMatchObject({ assets: {}, pendingAssets: {} });
  });

  it('is 404 for what nobody announced', async () => {
    await expect(complete('youtube.thumbnail')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes out with a post that is planned already', async () => {
    world.connections.set('channel', buildConnection({ ownerId: 'anna', connectionId: 'channel' }));
    const postId = postIdOf(video.videoId, 'channel');
    const planned = { ownerId: 'anna', videoId: video.videoId, connectionId: 'channel', postId, dueAt: 9_000_000 };
    await world.posts.create([buildPost({ ...planned, state: 'scheduled' })]);
    await give('youtube.thumbnail', 'image/png', png);
    expect(JSON.stringify(world.posts.all()[0]?.request)).toContain('/assets/object-1');
  });
});

describe('replacing and removing', () => {
  it('keeps the old file until the new one is proved', async () => {
    await give('youtube.thumbnail', 'image/png', png);
    await announce('youtube.thumbnail', 'image/png', 5);
    expect(stored()?.assets['youtube.thumbnail']?.sizeBytes).toBe(png.length);
  });

  it('leaves nothing behind: every file is named by the row until it is gone', async () => {
    for (let round = 0; round < 4; round += 1) await give('youtube.thumbnail', 'image/png', png);
    await remove('youtube.thumbnail');
    const named = stored();
    expect(named?.assets).toEqual({});
    expect([...world.files.keys()].toSorted()).toEqual([...(named?.discarded ?? [])].toSorted());
    expect(world.files.size).toBeLessThan(3);
  });

  it('does not take a file from under a post that may be sending it', async () => {
    await give('youtube.thumbnail', 'image/png', png);
    const key = stored()?.assets['youtube.thumbnail']?.objectKey ?? '';
    const request = { thumbnail: { objectKey: key } };
    await world.posts.create([buildPost({ ownerId: 'anna', videoId: video.videoId, state: 'failed', request })]);
    for (let round = 0; round < 3; round += 1) await give('youtube.thumbnail', 'image/png', png);
    expect(world.files.has(key)).toBe(true);
  });

  it('is 404 for what is not there', async () => {
    await expect(remove('youtube.thumbnail')).rejects.toMatchObject({ code: 'not_found' });
  });
});
