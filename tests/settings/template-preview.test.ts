import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadSettings } from '../../shared/domain/settings/load-settings.ts';
import { rollTexts } from '../../shared/domain/texts/roll-texts.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { createRandom } from '../simulation/support/seeded-random.ts';
import { buildVideo } from '../support/build-video.ts';
import { createSettingsWorld, now } from './support/settings-world.ts';

let world: ReturnType<typeof createSettingsWorld>;
beforeEach(() => {
  world = createSettingsWorld();
});
const preview = async (body: object) => (await world.call('previewTemplates', { body })).body;

async function addVideo(change: Partial<VideoRecord> = {}): Promise<VideoRecord> {
  const settings = await loadSettings(world.deps.settings, 'user-1');
  const rolls = rollTexts(platformRules, settings, settings.global.wordbank, createRandom(9));
  const video = buildVideo({ ownerId: 'user-1', filename: 'rome.mp4', rolls, ...change });
  world.videos.push(video);
  return video;
}

describe('POST /api/templates/preview of a file name', () => {
  it('tells every text of every platform with its length, limit and what is cut', async () => {
    const { generated_title, platforms } = await preview({ filename: 'rome.mp4' });
    expect(generated_title).toBe('rome');
    for (const [platform, { texts }] of Object.entries(platformRules)) {
      expect(Object.keys(platforms[platform].texts)).toEqual(Object.keys(texts));
    }
    expect(platforms.youtube.texts.title).toEqual({
      text: 'rome',
      length: 4,
      unit: 'characters',
      limit: 100,
      too_long: false,
      cut_text: 'rome',
    });
  });

  it('counts as each platform does', async () => {
    const template = `${'😀'.repeat(90)}{filename}`;
    const { platforms } = await preview({
      filename: 'rome-by-night.mp4',
      templates: { global: { title_template: template } },
    });
    expect(platforms.youtube.texts.title).toMatchObject({
      length: 103,
      too_long: true,
      cut_text: `${'😀'.repeat(90)}rome-by-ni`,
    });
    expect(platforms.tiktok.texts.title).toMatchObject({ length: 193, unit: 'utf16', limit: 2200, too_long: false });
    expect(platforms.youtube.request.title).toBe(`${'😀'.repeat(90)}rome-by-ni`);
  });

  it('takes unsaved templates and words before saved ones, and stores nothing', async () => {
    await world.call('setTiktokSettings', { body: { title_template: 'Saved {filename}' } });
    const body = {
      filename: 'rome.mp4',
      wordbank: ['Sunny', 'Rainy'],
      templates: {
        global: { title_template: '{random} {random}' },
        instagram: { caption_template: '#{index} {date}' },
      },
    };
    const { platforms, generated_title } = await preview(body);
    expect(generated_title).toMatch(/^(Sunny Rainy|Rainy Sunny)$/);
    expect(platforms.tiktok.texts.title.text).toBe('Saved rome');
    expect(platforms.instagram.texts.caption.text).toBe(`#1 ${new Date(now).toISOString().slice(0, 10)}`);
    expect((await world.call('getGlobalSettings')).body).toMatchObject({ title_template: '{filename}', wordbank: [] });
  });

  it('knows the Drive folder that a file would come from', async () => {
    const templates = { global: { title_template: '{folder}: {filename}' } };
    expect((await preview({ filename: 'rome.mp4', folder: 'Summer', templates })).generated_title).toBe('Summer: rome');
    expect((await preview({ filename: 'rome.mp4', templates })).generated_title).toBe(': rome');
  });

  it('has an example when no name is given', async () => {
    expect((await preview({})).generated_title).toBe('My video');
  });

  it.each([
    [{ templates: { youtube: { title: 'x' } } }, 'templates.youtube.title'],
    [{ templates: { global: { title_template: 'x'.repeat(101) } } }, 'templates.global.title_template'],
    [{ templates: { vimeo: {} } }, 'templates.vimeo'],
    [{ filename: '' }, 'filename'],
    [{ wordbank: [''] }, 'wordbank.0'],
    [{ filename: 'a.mp4', video_id: '01JD0000000000000000000000' }, 'filename'],
    [{ title: 'x' }, 'title'],
    [{ settings: { title: 'x' } }, 'settings'],
    [{ video_id: '01JD0000000000000000000000', settings: { title: 'x'.repeat(101) } }, 'settings.title'],
  ])('refuses %j', async (body, path) => {
    const answer = await world.call('previewTemplates', { body });
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ path }] } } });
  });
});

describe('POST /api/templates/preview of a video', () => {
  beforeEach(async () => {
    await world.call('setGlobalSettings', { body: { title_template: '{filename} {random}' } });
    for (const word of ['Sunny', 'Rainy', 'Windy', 'Foggy']) await world.call('addWord', { body: { word } });
  });

  it('is the same every time, and what was rolled when it was added', async () => {
    const { videoId: video_id, rolls } = await addVideo();
    const first = await preview({ video_id });
    expect(first.generated_title).toBe(`rome ${rolls['global.title']?.words[0]}`);
    await world.call('clearWordbank');
    await world.call('setGlobalSettings', { body: { title_template: 'Other' } });
    expect(await preview({ video_id })).toEqual(first);
  });

  it('has the request of every platform, with what the video says itself', async () => {
    const settings = { title: 'Mine', youtube: { visibility: 'unlisted' as const, title: 'Tube' } };
    const { videoId: video_id } = await addVideo({ settings });
    const { platforms } = await preview({ video_id });
    expect(platforms.youtube.request).toMatchObject({ title: 'Tube', visibility: 'unlisted' });
    expect(platforms.tiktok.request).toMatchObject({ title: 'Mine' });
    expect(platforms.instagram.texts.caption.text).toBe('Mine');
  });

  it('names the request as the API does, and no object in the bucket', async () => {
    const file = { objectKey: 'owners/anna/secret', contentType: 'image/jpeg', sizeBytes: 7 };
    const { videoId: video_id } = await addVideo({ assets: { 'youtube.thumbnail': file } });
    const { platforms } = await preview({ video_id });
    expect(platforms.youtube.request).toMatchObject({ made_for_kids: false, thumbnail: { size_bytes: 7 } });
    expect(JSON.stringify(platforms)).not.toContain('secret');
  });

  it('shows what unsaved templates would make of it', async () => {
    const { videoId: video_id } = await addVideo();
    const { platforms } = await preview({ video_id, templates: { tiktok: { title_template: 'TT {filename}' } } });
    expect(platforms.tiktok.texts.title.text).toBe('TT rome');
  });

  it('shows what an unsaved change of the video would make of it, and stores nothing', async () => {
    const { videoId: video_id } = await addVideo({ settings: { title: 'Mine', description: 'Saved' } });
    const saved = await preview({ video_id });
    const settings = { title: null, description: 'Typed', instagram: { caption: 'Here only' } };
    const { platforms, generated_title } = await preview({ video_id, settings });
    expect(platforms.youtube.texts.title.text).toBe(generated_title);
    expect(platforms.youtube.request).toMatchObject({ description: 'Typed' });
    expect(platforms.instagram.texts.caption.text).toBe('Here only');
    expect(await preview({ video_id })).toEqual(saved);
  });

  it('is not found for an unknown video and for another user’s', async () => {
    const { videoId: video_id } = await addVideo({ ownerId: 'user-2' });
    expect((await world.call('previewTemplates', { body: { video_id } })).status).toBe(404);
    expect((await world.call('previewTemplates', { body: { video_id: 'x'.repeat(26) } })).status).toBe(404);
  });
});
