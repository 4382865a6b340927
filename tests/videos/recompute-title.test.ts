import { beforeEach, describe, expect, it } from '@jest/globals';
import { getVideo } from '../../functions/videos/list-videos.ts';
import { recomputeTitle } from '../../functions/videos/recompute-title.ts';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { createMemorySettings } from '../settings/support/memory-settings-store.ts';
import { buildPost } from '../support/build-post.ts';
import { buildVideo } from '../support/build-video.ts';
import { anna, createVideosWorld, type VideosWorld } from './videos-world.ts';

const rolled = (word: string) => ({ template: '{random}', words: [word] });
const video = buildVideo({
  generatedTitle: 'Sun',
  rolls: Object.fromEntries(
    ['global.title', 'youtube.title', 'tiktok.title', 'instagram.caption', 'youtube.description'].map((key) => [
      key,
      rolled('Sun'),
    ]),
  ),
});
const params = { videoId: video.videoId };

let world: VideosWorld;
beforeEach(async () => {
  const settings = createMemorySettings();
  await settings.replace('anna', 'global', { title_template: '{random}', wordbank: ['Sun', 'Moon'] }, 0);
  const created = createVideosWorld();
  world = { ...created, deps: { ...created.deps, settings } };
  world.videos.set(video.videoId, video);
});

const recompute = (platform?: PlatformName) =>
  recomputeTitle({ params, query: { platform }, body: undefined }, anna, world.deps);
const view = () => getVideo({ params, query: undefined, body: undefined }, anna, world.deps);

describe('POST /api/videos/{id}/recompute-title', () => {
  it('drops the own title and rolls again', async () => {
    world.videos.set(video.videoId, { ...video, settings: { title: 'Own', tags: 'a', youtube: { title: 'Y' } } });
    expect(await recompute()).toEqual({ ok: true, title: 'Moon' });
    expect(await view()).toMatchObject({
      generated_title: 'Moon',
      youtube_title: 'Moon',
      instagram_caption: 'Moon',
      custom_settings: { tags: 'a' },
      version: 2,
    });
    expect(world.videos.get(video.videoId)?.rolls['youtube.description']).toEqual(rolled('Sun'));
  });

  it('does so for one platform', async () => {
    world.videos.set(video.videoId, { ...video, settings: { instagram: { caption: 'I' } } });
    expect(await recompute('instagram')).toEqual({ ok: true, title: 'Moon' });
    expect(await view()).toMatchObject({ generated_title: 'Sun', youtube_title: 'Sun', instagram_caption: 'Moon' });
  });

  it('leaves the title for all platforms to the others', async () => {
    world.videos.set(video.videoId, { ...video, settings: { title: 'Own' } });
    expect(await recompute('youtube')).toEqual({ ok: true, title: 'Moon' });
    expect(await view()).toMatchObject({
      youtube_title: 'Moon',
      tiktok_title: 'Own',
      custom_settings: { title: 'Own' },
    });
  });

  it('leaves alone what is being posted, and is 404 when it is not yours', async () => {
    await world.posts.create([
      buildPost({ ownerId: 'anna', videoId: video.videoId, state: 'uploading', checkpoint: {} }),
    ]);
    await expect(recompute()).rejects.toMatchObject({ code: 'conflict' });
    world.videos.set(video.videoId, { ...video, ownerId: 'berta' });
    await expect(recompute()).rejects.toMatchObject({ code: 'not_found' });
  });
});
