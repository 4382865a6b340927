import { describe, expect, it } from '@jest/globals';
import { deleteVideo } from '../../functions/videos/delete-video.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld } from './videos-world.ts';

const asset = (objectKey: string) => ({ objectKey, contentType: 'image/png', sizeBytes: 1 });
const video = buildVideo({
  assets: { 'youtube.thumbnail': asset('thumbnail') },
  pendingAssets: { 'instagram.cover': asset('cover') },
  discarded: ['old-cover'],
});
const input = { params: { videoId: video.videoId }, query: undefined, body: undefined };

describe('DELETE /api/videos/{id}', () => {
  it('answers ok and takes everything along: files, posts, schedules, timelines', async () => {
    const world = createVideosWorld();
    world.videos.set(video.videoId, video);
    for (const key of [video.objectKey, 'thumbnail', 'cover', 'old-cover']) world.files.set(key, Buffer.alloc(1));
    const post = buildPost({ ownerId: 'anna', videoId: video.videoId, state: 'scheduled', dueAt: 2_000_000 });
    await world.posts.create([post]);
    world.schedules.set(post.postId, 2_000_000);
    expect(await deleteVideo(input, anna, world.deps)).toEqual({ ok: true });
    expect([world.videos.size, world.files.size, world.schedules.size, world.posts.all().length]).toEqual([0, 0, 0, 0]);
    expect(world.forgotten).toEqual([post.postId]);
  });

  it('is 404 when it is not yours', async () => {
    const world = createVideosWorld();
    world.videos.set(video.videoId, { ...video, ownerId: 'berta' });
    await expect(deleteVideo(input, anna, world.deps)).rejects.toMatchObject({ code: 'not_found' });
    expect(world.videos.size).toBe(1);
  });

  it('that was refused halfway never brings the video back, however often it is asked for: what is gone was out', async () => {
    const world = createVideosWorld();
    world.videos.set(video.videoId, video);
    const { ownerId, videoId } = video;
    const at = (connectionId: string, change = {}) =>
      buildPost({ ownerId, videoId, connectionId, postId: postIdOf(videoId, connectionId), ...change });
    const leaseUntil = anna.now + 30_000;
    await world.posts.create([at('a', { state: 'processing' }), at('b', { state: 'uploading', leaseUntil })]);
    for (const _try of [1, 2, 3]) {
      await expect(deleteVideo(input, anna, world.deps)).rejects.toMatchObject({ code: 'conflict' });
      expect(world.posts.all()).toHaveLength(1);
      expect(world.videos.get(videoId)?.deletingAt).not.toBeNull();
    }
    expect(await world.posts.create([at('a')])).toEqual([]);
    expect(await deleteVideo(input, { ...anna, now: leaseUntil }, world.deps)).toEqual({ ok: true });
  });

  it.each(['queued', 'uploading', 'waiting'] as const)(
    'waits for a post that has begun and is %s: it may be out',
    async (state) => {
      const world = createVideosWorld();
      world.videos.set(video.videoId, video);
      const begun = { ownerId: 'anna', videoId: video.videoId, state, checkpoint: { session: 1 } } as const;
      await world.posts.create([buildPost(begun)]);
      await expect(deleteVideo(input, anna, world.deps)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('cancel its posts'),
      });
      expect(world.posts.all()).toHaveLength(1);
      expect(world.videos.get(video.videoId)?.deletingAt).toBeNull();
    },
  );

  it('that was refused before anything was gone leaves the video as it was', async () => {
    const world = createVideosWorld();
    world.videos.set(video.videoId, video);
    const held = { ownerId: 'anna', videoId: video.videoId, state: 'uploading', leaseUntil: anna.now + 1 } as const;
    await world.posts.create([buildPost(held)]);
    await expect(deleteVideo(input, anna, world.deps)).rejects.toMatchObject({ code: 'conflict' });
    expect(world.videos.get(video.videoId)?.deletingAt).toBeNull();
  });

  it('is also done when the scheduler or the timelines cannot be reached', async () => {
    const world = createVideosWorld();
    world.videos.set(video.videoId, video);
    await world.posts.create([buildPost({ ownerId: 'anna', videoId: video.videoId, state: 'failed' })]);
    const fails = () => Promise.reject(new Error('not reachable'));
    const deps = {
      ...world.deps,
      schedules: { ...world.deps.schedules, remove: fails },
      events: { ...world.deps.events, removeAll: fails },
    };
    await deleteVideo(input, anna, deps);
    expect(world.videos.size).toBe(0);
  });

  describe('while a post waits at its platform, unseen, for its time', () => {
    const dueAt = anna.now + 3_600_000;
    const landed = buildPost({
      ownerId: 'anna',
      videoId: video.videoId,
      state: 'processing',
      checkpoint: { video: 1 },
      dueAt,
      notBefore: dueAt,
    });
    /** @param worker what becomes of the post while the call waits */
    async function deleteWhile(worker: (world: ReturnType<typeof createVideosWorld>) => Promise<unknown>, change = {}) {
      const world = createVideosWorld();
      world.videos.set(video.videoId, video);
      await world.posts.create([{ ...landed, ...change }]);
      const deps = { ...world.deps, pause: async () => void (await worker(world)) };
      return { world, answer: deleteVideo(input, anna, deps) };
    }
    const finish = (world: ReturnType<typeof createVideosWorld>, state: 'cancelled' | 'pending' | 'published') =>
      world.posts.transition(
        landed,
        ['processing'],
        (post) => ({ state, wish: null, checkpoint: post.wish === 'withdraw' ? null : post.checkpoint }),
        anna.now,
      );

    it('has it taken back first, then deletes', async () => {
      const { world, answer } = await deleteWhile((running) => finish(running, 'cancelled'));
      expect(await answer).toEqual({ ok: true });
      expect([world.videos.size, world.posts.all()]).toEqual([0, []]);
      expect(world.hints).toEqual([landed.postId]);
    });

    it('waits for what is being taken back already because its time was taken away, and deletes', async () => {
      const { world, answer } = await deleteWhile((running) => finish(running, 'pending'), { wish: 'unplan' });
      expect(await answer).toEqual({ ok: true });
      expect([world.videos.size, world.posts.all()]).toEqual([0, []]);
    });

    it('answers 409 when that takes longer; it goes on, and nothing is lost', async () => {
      const { world, answer } = await deleteWhile(async () => undefined);
      await expect(answer).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('being taken back'),
      });
      expect(world.posts.all()).toMatchObject([{ state: 'processing', wish: 'withdraw', checkpoint: { video: 1 } }]);
      expect(world.videos.get(video.videoId)).toEqual({ ...video, connectionIds: [landed.connectionId] });
    });

    it('says so when it came out first', async () => {
      const { world, answer } = await deleteWhile((running) => finish(running, 'published'));
      await expect(answer).rejects.toMatchObject({ message: expect.stringContaining('Too late at YouTube') });
      expect(world.posts.all()).toMatchObject([{ state: 'published' }]);
      expect(await deleteVideo(input, anna, world.deps)).toEqual({ ok: true });
    });

    it('asks for the account when it cannot be taken back without it', async () => {
      const { answer } = await deleteWhile(async () => undefined, { state: 'reconnect' });
      await expect(answer).rejects.toMatchObject({ message: expect.stringContaining('Connect the account again') });
    });

    it.each([
      ['before the mark', 1],
      ['after it', 2],
    ])('never loses one that lands while the video is being deleted, %s', async (_when, landsAfterRead) => {
      const world = createVideosWorld();
      world.videos.set(video.videoId, video);
      const planned = { ...landed, state: 'scheduled' as const, checkpoint: null, notBefore: anna.now };
      await world.posts.create([planned]);
      const { listOfVideo } = world.posts;
      let reads = 0;
      world.posts.listOfVideo = async (ownerId, videoId) => {
        const read = await listOfVideo(ownerId, videoId);
        reads += 1;
        if (reads === landsAfterRead) {
          const claim = await world.posts.claim(planned, { now: anna.now, leaseMs: 1_000 });
          if (claim.outcome !== 'claimed') throw new Error('not claimed');
          await world.posts.save(
            claim.post,
            { state: 'processing', checkpoint: { video: 1 }, leaseUntil: 0 },
            anna.now,
          );
        }
        return read;
      };
      await expect(deleteVideo(input, anna, world.deps)).rejects.toMatchObject({ code: 'conflict' });
      expect(world.posts.all()).toMatchObject([{ state: 'processing', checkpoint: { video: 1 } }]);
      expect(world.videos.get(video.videoId)?.deletingAt).toBeNull();
    });
  });
});
