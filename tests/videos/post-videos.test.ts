import { beforeEach, describe, expect, it } from '@jest/globals';
import { postVideos } from '../../functions/videos/post-videos.ts';
import { type Post, postIdOf } from '../../shared/domain/posts/post.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const channel = buildConnection({ ownerId: 'anna', connectionId: 'channel' });
const video = buildVideo({ settings: { description: 'Mended' } });

describe('posting again', () => {
  let world: VideosWorld;
  const post = (body?: { video_ids: string[] }) =>
    postVideos({ params: undefined, query: undefined, body }, anna, world.deps);
  const earlierPost = (differences: Partial<Post>) => {
    const { ownerId, videoId } = video;
    const postId = postIdOf(videoId, channel.connectionId);
    return world.posts.create([buildPost({ ownerId, videoId, postId, connectionId: 'channel', ...differences })]);
  };

  beforeEach(() => {
    world = createVideosWorld();
    world.videos.set(video.videoId, video);
    world.connections.set(channel.connectionId, channel);
  });

  it('sends the words as they are now, when the first ones were refused', async () => {
    await earlierPost({ state: 'failed', error: { code: 'invalidDescription', message: 'No.' } });
    expect(await post()).toMatchObject({ queued: 1 });
    expect(world.posts.all()).toEqual([
      expect.objectContaining({
        state: 'queued',
        error: null,
        request: expect.objectContaining({ description: 'Mended' }),
      }),
    ]);
  });

  it('keeps the words of what has begun at the platform', async () => {
    await earlierPost({ state: 'cancelled', checkpoint: { phase: 'uploading' } });
    await post({ video_ids: [video.videoId] });
    expect(world.posts.all()[0]?.request.description).toBe('Words');
  });

  it('leaves alone what was cancelled, unless its video is named', async () => {
    await earlierPost({ state: 'cancelled' });
    await expect(post()).rejects.toMatchObject({ code: 'nothing_to_post' });
    expect(world.posts.all()).toMatchObject([{ state: 'cancelled' }]);
    expect(await post({ video_ids: [video.videoId] })).toMatchObject({ queued: 1 });
  });

  it('frees a post that still waits for an account which is connected again', async () => {
    await earlierPost({ state: 'reconnect', checkpoint: { phase: 'uploading' } });
    expect(await post()).toMatchObject({ queued: 1 });
    expect(world.posts.all()).toEqual([
      expect.objectContaining({ state: 'queued', checkpoint: { phase: 'uploading' } }),
    ]);
    expect(world.hints).toHaveLength(1);
  });

  it('leaves a post waiting whose account is not connected', async () => {
    world.connections.set(channel.connectionId, { ...channel, state: 'reconnect' });
    await earlierPost({ state: 'reconnect' });
    await expect(post()).rejects.toMatchObject({ code: 'nothing_to_post' });
    expect(world.posts.all()[0]?.state).toBe('reconnect');
  });

  it.each(['queued', 'uploading', 'processing', 'waiting', 'needs_check', 'published'] as const)(
    'does not touch a post that is %s',
    async (state) => {
      await earlierPost({ state });
      await expect(post()).rejects.toMatchObject({ code: 'nothing_to_post' });
      expect(world.posts.all()).toEqual([expect.objectContaining({ state, fence: 0 })]);
    },
  );
});
