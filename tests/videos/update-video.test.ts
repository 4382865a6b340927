import { beforeEach, describe, expect, it } from '@jest/globals';
import { updateVideo } from '../../functions/videos/update-video.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const video = buildVideo();
const channel = buildConnection({ ownerId: 'anna', connectionId: 'channel' });
const postId = postIdOf(video.videoId, 'channel');
const post = buildPost({ ownerId: 'anna', videoId: video.videoId, connectionId: 'channel', postId });
const soon = new Date(anna.now + 24 * 3600_000).toISOString();

let world: VideosWorld;
beforeEach(() => {
  world = createVideosWorld();
  world.videos.set(video.videoId, video);
  world.connections.set('channel', channel);
});

type Change = Parameters<typeof updateVideo>[0]['body'];
const patch = (body: Change, more: { ifMatch?: string } = {}) =>
  updateVideo({ params: { videoId: video.videoId }, query: undefined, body }, { ...anna, ...more }, world.deps);
const isTaken = (body: unknown) => videoRoutes.updateVideo.body.safeParse(body).success;

describe('PATCH /api/videos/{id}', () => {
  it('answers id, filename, status, custom_settings and scheduled_time', async () => {
    expect(await patch({ title: 'Own', description: 'Words', tags: 'a,b', visibility: 'unlisted' })).toMatchObject({
      id: video.videoId,
      filename: 'trip.mp4',
      status: 'pending',
      custom_settings: { title: 'Own', description: 'Words', tags: 'a,b', visibility: 'unlisted' },
      scheduled_time: null,
      youtube_title: 'Own',
      upload_properties: { youtube: { visibility: 'unlisted' } },
    });
  });

  it.each([
    { title: 'x'.repeat(101) },
    { visibility: 'secret' },
    { made_for_kids: 'yes' },
    { colour: 'red' },
    { youtube: { colour: 'red' } },
  ])('refuses %j', (body) => {
    expect(isTaken(body)).toBe(false);
  });

  it('keeps what is not mentioned and takes away what is null', async () => {
    await patch({ title: 'Own', made_for_kids: true, youtube: { visibility: 'public' }, tiktok: { title: 'T' } });
    const after = await patch({ title: null, youtube: { visibility: null }, tiktok: null });
    expect(after.custom_settings).toEqual({ made_for_kids: true });
  });

  it('lets a platform say something else', async () => {
    const after = await patch({ title: 'All', visibility: 'unlisted', youtube: { title: 'Y', visibility: 'public' } });
    expect(after).toMatchObject({
      youtube_title: 'Y',
      tiktok_title: 'All',
      instagram_caption: 'All',
      upload_properties: { youtube: { title: 'Y', visibility: 'public' } },
    });
  });

  it('refuses what a platform would refuse in combination, naming the field', async () => {
    world.deps.rules.youtube.checkSettings = (settings) =>
      'made_for_kids' in Object(settings) && Object(settings).made_for_kids && Object(settings).visibility === 'public'
        ? [{ path: 'made_for_kids', message: 'Not for public.' }]
        : [];
    await expect(patch({ made_for_kids: true, youtube: { visibility: 'public' } })).rejects.toMatchObject({
      code: 'invalid_input',
      details: [{ path: 'made_for_kids', message: 'Not for public.' }],
    });
    expect(world.videos.get(video.videoId)?.settings).toEqual({});
  });

  it('lets other fields be changed where something was wrong before', async () => {
    world.deps.rules.youtube.checkSettings = () => [{ path: 'visibility', message: 'The account lost it.' }];
    expect(await patch({ made_for_kids: true })).toMatchObject({ custom_settings: { made_for_kids: true } });
    await expect(patch({ visibility: 'public' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('counts versions and refuses to change one that is not the latest', async () => {
    expect(await patch({ title: 'One' }, { ifMatch: '1' })).toMatchObject({ version: 2 });
    await expect(patch({ title: 'Two' }, { ifMatch: '1' })).rejects.toMatchObject({ code: 'precondition_failed' });
    expect(await patch({ title: 'One' }, { ifMatch: '2' })).toMatchObject({ version: 2 });
    expect(await patch({ title: 'Two' }, { ifMatch: '*' })).toMatchObject({ version: 3 });
  });

  it('loses no field when two change different ones at once', async () => {
    await Promise.all([patch({ title: 'Own' }), patch({ description: 'Words' }), patch({ tags: 'a' })]);
    expect(world.videos.get(video.videoId)?.settings).toEqual({ title: 'Own', description: 'Words', tags: 'a' });
  });

  it('changes the words of a scheduled post that has nothing at the platform yet', async () => {
    await world.posts.create([{ ...post, state: 'scheduled', dueAt: anna.now + 3_600_000 }]);
    await patch({ title: 'Mended' });
    expect(world.posts.all()).toMatchObject([{ state: 'scheduled', request: { title: 'Mended' } }]);
  });

  it('mends a scheduled post whose video was changed by a call that died in the middle', async () => {
    world.videos.set(video.videoId, { ...video, settings: { title: 'Mended' } });
    await world.posts.create([{ ...post, state: 'scheduled', dueAt: anna.now + 3_600_000 }]);
    await patch({ title: 'Mended' });
    expect(world.posts.all()).toMatchObject([{ request: { title: 'Mended' } }]);
  });

  it.each(['queued', 'uploading', 'waiting', 'reconnect'] as const)(
    'changes the words of a post that is %s and has nothing at the platform yet',
    async (state) => {
      await world.posts.create([{ ...post, state }]);
      expect(await patch({ title: 'Mended' })).toMatchObject({ kept: [], version: 2 });
      expect(world.posts.all()).toMatchObject([{ state, request: { title: 'Mended' }, videoVersion: 2 }]);
    },
  );

  it.each(['queued', 'uploading', 'processing', 'waiting', 'reconnect'] as const)(
    'leaves a video alone whose only post is %s and has begun',
    async (state) => {
      await world.posts.create([{ ...post, state, checkpoint: { session: 1 } }]);
      await expect(patch({ title: 'Late' })).rejects.toMatchObject({ code: 'conflict' });
      expect(world.videos.get(video.videoId)).toMatchObject({ settings: {}, version: 1 });
    },
  );

  it('says which destinations have begun with the earlier words, and reaches the others', async () => {
    world.connections.set('other', buildConnection({ ownerId: 'anna', connectionId: 'other' }));
    const other = postIdOf(video.videoId, 'other');
    const dueAt = anna.now + 3_600_000;
    await world.posts.create([
      { ...post, state: 'processing', checkpoint: { video: 1 }, dueAt, notBefore: dueAt },
      { ...post, connectionId: 'other', postId: other, state: 'scheduled', dueAt, notBefore: dueAt },
    ]);
    expect(await patch({ title: 'Mended' })).toMatchObject({
      custom_settings: { title: 'Mended' },
      kept: [{ platform: 'youtube', connection_id: 'channel', reason: 'It has begun with its earlier words.' }],
    });
    const titles = world.posts.all().map(({ connectionId, request }) => [connectionId, request.title]);
    expect(titles).toEqual([
      ['channel', post.request.title],
      ['other', 'Mended'],
    ]);
  });

  it('schedules a pending video at a time, and makes it pending again without one', async () => {
    expect(await patch({ scheduled_time: soon })).toMatchObject({ status: 'scheduled', scheduled_time: soon });
    expect(await patch({ scheduled_time: '' })).toMatchObject({ status: 'pending', scheduled_time: null });
    expect(await patch({ scheduled_time: soon, title: 'With words' })).toMatchObject({ scheduled_time: soon });
    expect(world.posts.all()).toMatchObject([{ request: { title: 'With words' } }]);
    expect(await patch({ scheduled_time: null })).toMatchObject({ status: 'pending', scheduled_time: null });
  });

  it.each(['tomorrow', '2026-13-01T00:00:00Z', '12'])('refuses the date %j and changes nothing', async (time) => {
    await expect(patch({ scheduled_time: time, title: 'Never' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(world.videos.get(video.videoId)).toMatchObject({ settings: {}, version: 1 });
  });

  it('is 404 when it is not yours, or being deleted', async () => {
    world.videos.set(video.videoId, { ...video, deletingAt: 1 });
    await expect(patch({ title: 'Late' })).rejects.toMatchObject({ code: 'not_found' });
    world.videos.set(video.videoId, { ...video, ownerId: 'berta' });
    await expect(patch({ title: 'Foreign' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
