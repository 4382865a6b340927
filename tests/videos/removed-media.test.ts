import { beforeEach, describe, expect, it } from '@jest/globals';
import { addAsset } from '../../functions/videos/add-asset.ts';
import { addVideo } from '../../functions/videos/add-video.ts';
import { postVideos } from '../../functions/videos/post-videos.ts';
import { preflightVideo } from '../../functions/videos/preflight-video.ts';
import { retryPost, retryVideo } from '../../functions/videos/retry-posts.ts';
import { putSchedule } from '../../functions/videos/video-schedule.ts';
import { viewVideo } from '../../functions/videos/view-videos.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const media = {
  duration_seconds: 10,
  width: 1920,
  height: 1080,
  frame_rate: 30,
  video_codec: 'avc1',
  audio_codec: 'mp4a',
  moov_at_start: true,
};
const params = { videoId: '01JD0000000000000000000000' };
const none = { params: undefined, query: undefined, body: undefined };
const removed = { code: 'media_removed' };
let world: VideosWorld;

beforeEach(async () => {
  world = createVideosWorld();
  const { ownerId, videoId } = buildVideo();
  for (const connectionId of ['connection-1', 'connection-2', 'connection-3']) {
    world.connections.set(connectionId, buildConnection({ ownerId, connectionId }));
  }
  await world.deps.videos.add(buildVideo({ media, connectionIds: ['connection-1', 'connection-2'] }));
  await world.posts.create([
    buildPost({ ownerId, videoId, state: 'published' }),
    buildPost({ ownerId, videoId, connectionId: 'connection-2', state: 'cancelled' }),
  ]);
  const stored = world.videos.get(videoId);
  if (stored) world.videos.set(videoId, { ...stored, mediaState: 'removed' });
});

describe('a video whose file was removed after it had been posted', () => {
  it('says so', async () => {
    const video = world.videos.get(params.videoId) ?? buildVideo();
    expect(await viewVideo(world.deps, video)).toMatchObject({
      status: 'uploaded',
      media_state: 'removed',
      preflight: { youtube: 'refused' },
    });
  });

  it('is not posted again, also when it is named', async () => {
    await expect(
      postVideos({ ...none, body: { video_ids: [params.videoId] } }, anna, world.deps),
    ).rejects.toMatchObject({
      code: 'nothing_to_post',
      message: expect.stringContaining('was removed after it had been posted'),
    });
    await expect(postVideos({ ...none, body: {} }, anna, world.deps)).rejects.toMatchObject({
      code: 'nothing_to_post',
    });
    expect(world.posts.all()).toHaveLength(2);
  });

  it('is not retried, scheduled or given files', async () => {
    const postId = `${params.videoId}-connection-2`;
    await expect(retryVideo({ ...none, params }, anna, world.deps)).rejects.toMatchObject(removed);
    await expect(retryPost({ ...none, params: { ...params, postId } }, anna, world.deps)).rejects.toMatchObject(
      removed,
    );
    const body = { scheduled_time: new Date(anna.now + 3_600_000).toISOString() };
    await expect(putSchedule({ ...none, params, body }, anna, world.deps)).rejects.toMatchObject(removed);
    const file = { kind: 'youtube.thumbnail', content_type: 'image/png', size_bytes: 10 } as const;
    await expect(addAsset({ ...none, params, body: file }, anna, world.deps)).rejects.toMatchObject(removed);
  });

  it('passes no pre-flight', async () => {
    const { destinations } = await preflightVideo({ ...none, params }, anna, world.deps);
    expect(destinations).toHaveLength(3);
    for (const { verdict, findings } of destinations) {
      expect(verdict).toBe('refused');
      expect(findings).toMatchObject([{ level: 'refused', code: 'media_removed' }]);
    }
  });

  it('does not stand in the way of the same file added again', async () => {
    const body = { filename: 'trip.mp4', content_type: 'video/mp4', size_bytes: 1000 } as const;
    expect(await addVideo({ ...none, body }, anna, world.deps)).toMatchObject({
      status: 'receiving',
      media_state: 'stored',
    });
  });
});
