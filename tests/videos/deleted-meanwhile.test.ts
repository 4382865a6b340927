import { describe, expect, it } from '@jest/globals';
import { completeUpload } from '../../functions/videos/complete-upload.ts';
import { deleteVideo } from '../../functions/videos/delete-video.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const bytes = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'latin1');
const video = buildVideo({ state: 'receiving', sizeBytes: bytes.length });
const input = {
  params: { videoId: video.videoId },
  query: undefined,
  body: { parts: [{ part_number: 1, etag: 'e' }] },
};

function receivingWorld(media: Parameters<typeof createVideosWorld>[0] = {}): VideosWorld {
  const world = createVideosWorld(media);
  world.videos.set(video.videoId, video);
  world.files.set(video.objectKey, bytes);
  return world;
}

describe('completing a video that is deleted meanwhile', () => {
  it('leaves no file behind when the row is gone at the end', async () => {
    const world = receivingWorld();
    world.deps.videos.update = async () => undefined;
    await expect(completeUpload(input, anna, world.deps)).rejects.toMatchObject({ code: 'not_found' });
    expect(world.files.size).toBe(0);
  });

  it('is not an error of ours when the file goes while it is read', async () => {
    const world: VideosWorld = receivingWorld({
      open: async () => {
        world.videos.clear();
        throw new Error('NoSuchKey');
      },
    });
    await expect(completeUpload(input, anna, world.deps)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stays an error of ours when the bucket fails', async () => {
    const world = receivingWorld({ open: () => Promise.reject(new Error('SlowDown')) });
    await expect(completeUpload(input, anna, world.deps)).rejects.toThrow('SlowDown');
    expect(world.files.size).toBe(1);
  });
});

describe('deleting a video that is posted meanwhile', () => {
  const { params, query } = input;
  const remove = (world: VideosWorld) => deleteVideo({ params, query, body: undefined }, anna, world.deps);
  const postOf = (differences: Partial<Post> = {}) =>
    buildPost({ ownerId: 'anna', videoId: video.videoId, ...differences });

  it('lets no post slip in', async () => {
    let slippedIn: Post[] | undefined;
    const world = receivingWorld({
      remove: async () => {
        slippedIn = await world.posts.create([postOf()]);
      },
    });
    world.videos.set(video.videoId, { ...video, state: 'ready' });
    await remove(world);
    expect(slippedIn).toEqual([]);
    expect(world.posts.all()).toEqual([]);
  });

  it('is refused while a worker holds a post, and the video can be posted as before', async () => {
    const world = receivingWorld();
    world.videos.set(video.videoId, { ...video, state: 'ready' });
    const published = postOf({ connectionId: 'a', state: 'published' });
    await world.posts.create([published, postOf({ connectionId: 'b', leaseUntil: anna.now + 1 })]);
    await expect(remove(world)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.posts.all()).toHaveLength(2);
    expect(await world.posts.create([postOf({ connectionId: 'c' })])).toHaveLength(1);
  });

  it('never leads to a second post of what is out, even when it stops half way', async () => {
    const world = receivingWorld();
    world.videos.set(video.videoId, { ...video, state: 'ready' });
    await world.posts.create([postOf({ connectionId: 'a' }), postOf({ connectionId: 'b', leaseUntil: anna.now + 1 })]);
    await expect(remove(world)).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.posts.create([postOf({ connectionId: 'a' })])).toEqual([]);
    expect(await deleteVideo({ params, query, body: undefined }, { ...anna, now: anna.now + 2 }, world.deps)).toEqual({
      ok: true,
    });
    expect([world.posts.all(), world.videos.size]).toEqual([[], 0]);
  });
});
