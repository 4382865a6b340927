import { beforeEach, describe, expect, it } from '@jest/globals';
import { getVideo, listVideos } from '../../functions/videos/list-videos.ts';
import { Video } from '../../shared/contract/routes/video-shapes.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import { postIdOf } from '../../shared/domain/posts/post.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const idOf = (number: number) => `01JD${String(number).padStart(22, '0')}`;
const list = (world: VideosWorld, query: { limit?: number; cursor?: string; status?: string } = {}) =>
  listVideos(
    { params: undefined, query: videoRoutes.listVideos.query.parse(query), body: undefined },
    anna,
    world.deps,
  );

let world: VideosWorld;
beforeEach(() => {
  world = createVideosWorld();
});

function addVideos(count: number, change: Parameters<typeof buildVideo>[0] = {}) {
  for (let number = 1; number <= count; number += 1) {
    const videoId = idOf(number);
    const video = buildVideo({ videoId, filename: `${number}.mp4`, position: `z${videoId}`, ...change });
    world.videos.set(videoId, video);
  }
}

function connect(
  platform: 'youtube' | 'tiktok' | 'instagram',
  differences: Parameters<typeof buildConnection>[0] = {},
) {
  const connection = buildConnection({ ownerId: 'anna', connectionId: platform, platform, ...differences });
  world.connections.set(connection.connectionId, connection);
}

async function addPost(videoNumber: number, differences: Parameters<typeof buildPost>[0]) {
  const videoId = idOf(videoNumber);
  const connectionId = differences?.platform ?? 'youtube';
  const postId = postIdOf(videoId, connectionId);
  await world.posts.create([buildPost({ ownerId: 'anna', videoId, connectionId, postId, ...differences })]);
}

describe('GET /api/videos', () => {
  it('is an array of videos with every field of the seed', async () => {
    addVideos(1);
    const { body } = await list(world);
    expect(body).toHaveLength(1);
    expect(Object.keys(body[0] ?? {})).toEqual(
      expect.arrayContaining([
        ...['id', 'filename', 'status', 'generated_title', 'custom_settings', 'error', 'scheduled_time'],
        ...['upload_progress', 'youtube_title', 'tiktok_title', 'instagram_caption', 'title_too_long'],
        ...['title_original_length', 'file_size_bytes', 'platform_statuses', 'upload_properties'],
      ]),
    );
    expect(Video.safeParse(body[0]).error).toBeUndefined();
  });

  it('shows in upload_properties what each enabled and connected destination will receive, and nothing else', async () => {
    addVideos(1, { settings: { title: 'Own' } });
    connect('youtube');
    connect('tiktok', { enabled: false });
    connect('instagram', { state: 'reconnect' });
    const [video] = (await list(world)).body;
    expect(video?.upload_properties).toMatchObject({
      youtube: { title: 'Own', visibility: 'private', made_for_kids: false },
      tiktok: null,
      instagram: null,
    });
  });

  it('shows files beside a video without where they are stored', async () => {
    const file = { objectKey: 'owners/anna/secret', contentType: 'image/jpeg', sizeBytes: 7 };
    addVideos(1, {
      assets: { 'youtube.thumbnail': file, 'youtube.captions.en': file, 'instagram.cover': file },
      settings: { youtube: { default_language: 'en', localizations: { 'pt-BR': { title: 'Olá' } } } },
    });
    connect('youtube');
    connect('instagram');
    const [video] = (await list(world)).body;
    const shown = { content_type: 'image/jpeg', size_bytes: 7 };
    expect(video?.upload_properties).toMatchObject({
      youtube: {
        thumbnail: shown,
        captions: [{ language: 'en', file: shown }],
        localizations: { 'pt-BR': { title: 'Olá' } },
      },
      instagram: { cover: { kind: 'asset' } },
    });
    expect(JSON.stringify(video)).not.toContain('secret');
  });

  it('gives each platform the title of its own template', async () => {
    addVideos(1, {
      rolls: {
        'global.title': { template: '{filename}', words: [] },
        'youtube.title': { template: 'Y {filename}', words: [] },
        'tiktok.title': { template: 'T {random}', words: ['Sun'] },
        'instagram.caption': { template: 'I {filename}', words: [] },
      },
    });
    expect((await list(world)).body[0]).toMatchObject({
      generated_title: '1',
      youtube_title: 'Y 1',
      tiktok_title: 'T Sun',
      instagram_caption: 'I 1',
    });
  });

  it('tells a title that YouTube cuts', async () => {
    addVideos(1, { rolls: { 'youtube.title': { template: 'x'.repeat(120), words: [] } } });
    expect((await list(world)).body[0]).toMatchObject({
      youtube_title: 'x'.repeat(100),
      title_too_long: true,
      title_original_length: 120,
    });
  });

  it('has one status per platform', async () => {
    addVideos(1);
    connect('youtube');
    connect('tiktok');
    await addPost(1, { platform: 'tiktok', state: 'processing' });
    expect((await list(world)).body[0]?.platform_statuses).toEqual({
      youtube: 'pending',
      tiktok: 'processing',
      instagram: 'not_enabled',
    });
  });

  it('tells when a scheduled video is due first', async () => {
    addVideos(1);
    await addPost(1, { platform: 'tiktok', state: 'scheduled', dueAt: 2_000_000_000_000 });
    await addPost(1, { platform: 'youtube', state: 'scheduled', dueAt: 1_900_000_000_000 });
    expect((await list(world)).body[0]).toMatchObject({
      status: 'scheduled',
      scheduled_time: new Date(1_900_000_000_000).toISOString(),
    });
  });

  it('says in short what speaks against a video', async () => {
    addVideos(1);
    connect('youtube');
    world.deps.rules.youtube.preflight = () => [{ level: 'refused', code: 'too_long', message: 'Too long.' }];
    expect((await list(world)).body[0]?.preflight).toEqual({ youtube: 'refused' });
  });
});

describe('GET /api/videos by pages', () => {
  it('answers everything without a limit, in the order of the queue', async () => {
    addVideos(230);
    const { body, nextCursor } = await list(world);
    expect(body.map(({ id }) => id)).toEqual(Array.from({ length: 230 }, (_, index) => idOf(index + 1)));
    expect(nextCursor).toBeUndefined();
  });

  it('leads through all videos, each once', async () => {
    addVideos(25);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(world, { limit: 10, ...(cursor ? { cursor } : {}) });
      seen.push(...page.body.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => idOf(index + 1)));
  });

  it('fits into the answer of a function, and goes on behind it', async () => {
    addVideos(800, { settings: { description: 'é'.repeat(5000) } });
    const { body, nextCursor } = await list(world);
    expect(body.length).toBeLessThan(800);
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(6_000_000);
    const rest = await list(world, { cursor: nextCursor ?? '' });
    expect(rest.body[0]?.id).toBe(idOf(body.length + 1));
  });

  it('fills a page with the videos of one status', async () => {
    addVideos(12);
    for (const number of [3, 7, 11]) await addPost(number, { state: 'failed' });
    const page = await list(world, { status: 'failed', limit: 2 });
    expect(page.body.map(({ id }) => id)).toEqual([idOf(3), idOf(7)]);
    const rest = await list(world, { status: 'failed', limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest.body.map(({ id, status }) => [id, status])).toEqual([[idOf(11), 'failed']]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it.each(['x', '{}', Buffer.from('{"p":"a0","v":"short"}').toString('base64url'), '%00'])(
    'refuses the cursor %j, naming it',
    async (cursor) => {
      await expect(list(world, { cursor })).rejects.toMatchObject({
        code: 'invalid_input',
        details: [expect.objectContaining({ path: 'cursor' })],
      });
    },
  );

  it.each([{ limit: 0 }, { limit: 101 }, { status: 'gone' }])('refuses %j', (query) => {
    expect(videoRoutes.listVideos.query.safeParse(query).success).toBe(false);
  });
});

describe('GET /api/videos/{id}', () => {
  it('is one video with its posts', async () => {
    addVideos(1);
    await addPost(1, { state: 'published' });
    const input = { params: { videoId: idOf(1) }, query: undefined, body: undefined };
    expect(await getVideo(input, anna, world.deps)).toMatchObject({
      status: 'uploaded',
      version: 1,
      posts: [{ platform: 'youtube', status: 'published', connection_id: 'youtube' }],
    });
  });

  it('is 404 when it is not yours', async () => {
    addVideos(1, { ownerId: 'berta' });
    const input = { params: { videoId: idOf(1) }, query: undefined, body: undefined };
    await expect(getVideo(input, anna, world.deps)).rejects.toMatchObject({ code: 'not_found' });
  });
});
