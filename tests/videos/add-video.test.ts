import { beforeEach, describe, expect, it } from '@jest/globals';
import { addVideo } from '../../functions/videos/add-video.ts';
import { getVideo } from '../../functions/videos/list-videos.ts';
import { videoRoutes } from '../../shared/contract/routes/videos.ts';
import type { SettingsCategory } from '../../shared/domain/settings/settings-store.ts';
import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { buildPost } from '../support/build-post.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

let world: VideosWorld;
let set: (category: SettingsCategory, values: Record<string, unknown>) => Promise<unknown>;
let counter: number;

beforeEach(() => {
  const settings = createMemorySettings();
  const created = createVideosWorld();
  counter = 0;
  const newId = () => {
    counter += 1;
    return `01JD${String(counter).padStart(22, '0')}`;
  };
  world = { ...created, deps: { ...created.deps, settings, newId } };
  set = async (category, values) =>
    settings.replace('anna', category, values, (await settings.find('anna', category)).version);
});

const add = (filename: string, more: { sha256?: string } = {}) =>
  addVideo(
    {
      params: undefined,
      query: undefined,
      body: { filename, size_bytes: 10, content_type: 'video/mp4', ...more },
    },
    anna,
    world.deps,
  );

describe('POST /api/videos', () => {
  it('adds a video: id, filename, status, generated_title, and how to upload the bytes', async () => {
    expect(await add('My trip.mp4')).toMatchObject({
      id: '01JD0000000000000000000001',
      filename: 'My trip.mp4',
      status: 'receiving',
      generated_title: 'My trip',
      upload: { part_count: 1, parts: [{ part_number: 1 }] },
    });
  });

  it('refuses a filename that is waiting already, as the seed says it', async () => {
    await add('trip.mp4');
    await expect(add('trip.mp4')).rejects.toMatchObject({
      code: 'duplicate_video',
      message: 'Duplicate video: trip.mp4 is already in the queue',
    });
  });

  it('refuses a content that is waiting already under another name', async () => {
    const sha256 = 'a'.repeat(64);
    await add('trip.mp4', { sha256 });
    await expect(add('copy.mp4', { sha256 })).rejects.toMatchObject({
      code: 'duplicate_video',
      message: expect.stringContaining('trip.mp4'),
    });
  });

  it('takes both unless allow_duplicates is off', async () => {
    await set('global', { allow_duplicates: true });
    const sha256 = 'a'.repeat(64);
    await add('trip.mp4', { sha256 });
    await add('trip.mp4', { sha256 });
    expect(world.videos.size).toBe(2);
  });

  it('takes a name and a content again once the videos that have them are out', async () => {
    const sha256 = 'a'.repeat(64);
    const first = await add('trip.mp4');
    const second = await add('other.mp4', { sha256 });
    for (const { id } of [first, second]) {
      world.videos.set(id, { ...at(id), state: 'ready' });
      await world.posts.create([buildPost({ ownerId: 'anna', videoId: id, state: 'published' })]);
    }
    expect(await add('trip.mp4', { sha256 })).toMatchObject({ status: 'receiving' });
  });

  it('opens no upload that it does not need', async () => {
    const aborted: string[] = [];
    const deps = { ...world.deps, media: { ...world.deps.media, abort: async () => void aborted.push('aborted') } };
    world = { ...world, deps };
    await add('trip.mp4');
    await add('trip.mp4').catch(() => undefined);
    expect(aborted).toEqual(['aborted']);
  });

  it('numbers the videos and puts each at the end', async () => {
    await add('a.mp4');
    await add('b.mp4');
    expect((await world.deps.videos.list('anna')).map(({ filename, index }) => [filename, index])).toEqual([
      ['a.mp4', 1],
      ['b.mp4', 2],
    ]);
  });

  it('rolls the title once: a reload never re-rolls', async () => {
    await set('global', { title_template: '{random} {filename} {index}', wordbank: ['Sun', 'Moon'] });
    const { id, generated_title } = await add('trip.mp4');
    expect(generated_title).toBe('Sun trip 1');
    await set('global', { title_template: 'Changed', wordbank: [] });
    const input = { params: { videoId: id }, query: undefined, body: undefined };
    const deps = { ...world.deps, random: () => 0.99 };
    expect(await getVideo(input, anna, deps)).toMatchObject({
      generated_title: 'Sun trip 1',
      youtube_title: 'Sun trip 1',
    });
  });

  it.each(['clip.avi', 'clip', 'mp4'])('takes .mp4 and .mov, not %s', (filename) => {
    const body = { filename, size_bytes: 1, content_type: 'video/mp4' };
    expect(videoRoutes.addVideo.body.safeParse(body).success).toBe(false);
    expect(videoRoutes.addVideo.body.safeParse({ ...body, filename: 'Clip.MOV' }).success).toBe(true);
  });
});

function at(videoId: string) {
  const video = world.videos.get(videoId);
  if (!video) throw new Error('not there');
  return video;
}
