import { describe, expect, it } from '@jest/globals';
import type { TextField } from '../../../shared/domain/platforms/platform-rules.ts';
import { completeSettings, type EffectiveSettings } from '../../../shared/domain/settings/load-settings.ts';
import { renderRoll } from '../../../shared/domain/texts/render-roll.ts';
import { rollTexts } from '../../../shared/domain/texts/roll-texts.ts';
import { factsOf, textsOf } from '../../../shared/domain/texts/texts-of.ts';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import { buildVideo } from '../../support/build-video.ts';

const field = (change: Partial<TextField>): TextField => ({
  limit: null,
  template: 'title_template',
  fallback: 'title_template',
  common: 'title',
  ...change,
});
const title = field({});
const description = field({
  template: 'description_template',
  fallback: 'description_template',
  common: 'description',
});
const rules = {
  youtube: {
    texts: { title, description, tags: field({ template: 'tags_template', fallback: null, common: 'tags' }) },
  },
  tiktok: { texts: { title } },
  instagram: { texts: { caption: field({ template: 'caption_template' }) } },
};

function settingsWith(values: { [Category in keyof EffectiveSettings]?: object } = {}): EffectiveSettings {
  return {
    global: completeSettings('global', { ...values.global }),
    youtube: completeSettings('youtube', { ...values.youtube }),
    tiktok: completeSettings('tiktok', { ...values.tiktok }),
    instagram: completeSettings('instagram', { ...values.instagram }),
  };
}

const wordbank = ['Sunny', 'Rainy', 'Windy'];

const random = createRandom(1);

function counting(): () => number {
  let turn = 0;
  return () => (turn++ % 3) / 3;
}

describe('rollTexts', () => {
  it('rolls the title and every text of every platform', () => {
    const rolls = rollTexts(rules, settingsWith(), wordbank, counting());
    expect(Object.keys(rolls).sort()).toEqual([
      'global.description',
      'global.title',
      'instagram.caption',
      'tiktok.title',
      'youtube.description',
      'youtube.tags',
      'youtube.title',
    ]);
  });

  it('gives texts without a template of their own the words of the global title', () => {
    const settings = settingsWith({ global: { title_template: '{random} {random}' } });
    const rolls = rollTexts(rules, settings, wordbank, random);
    expect(rolls['youtube.title']).toEqual(rolls['global.title']);
    expect(rolls['tiktok.title']).toEqual(rolls['global.title']);
    expect(rolls['instagram.caption']).toEqual(rolls['global.title']);
    expect(rolls['youtube.tags']).toEqual({ template: '', words: [] });
  });

  it('begins no text with the random word that it began with before', () => {
    const settings = settingsWith({
      global: { title_template: '{random}', description_template: '{random}' },
      tiktok: { title_template: '{random} at TikTok' },
    });
    const before = rollTexts(rules, settings, wordbank, counting());
    for (let turn = 0; turn < 20; turn++) {
      const after = rollTexts(rules, settings, wordbank, random, before);
      for (const [key, { words }] of Object.entries(after)) {
        if (words.length > 0) expect(words[0]).not.toBe(before[key]?.words[0]);
      }
    }
  });
});

describe('textsOf', () => {
  const settings = settingsWith({
    global: { title_template: '{filename} {random}' },
    tiktok: { title_template: 'TT {filename}' },
  });
  const rolls = rollTexts(rules, settings, wordbank, counting());
  const video = buildVideo({ filename: 'rome.mp4', rolls });
  const title = renderRoll(rolls['global.title'] ?? { template: '', words: [] }, factsOf(video, 'UTC'));

  it('gives each platform the text of its own template', () => {
    expect(textsOf(rules.tiktok, 'tiktok', video, settings)).toEqual({ title: 'TT rome' });
    expect(textsOf(rules.instagram, 'instagram', video, settings)).toEqual({ caption: title });
    expect(textsOf(rules.youtube, 'youtube', video, settings)).toEqual({
      title,
      description: 'Uploaded via Hopper',
      tags: '',
    });
  });

  it('is not touched by templates that are changed later', () => {
    const later = settingsWith({ global: { title_template: 'Other' }, tiktok: { title_template: 'Other' } });
    expect(textsOf(rules.tiktok, 'tiktok', video, later)).toEqual({ title: 'TT rome' });
  });

  it('prefers what the video says for all platforms, and over that what it says for this one', () => {
    const own = { ...video, settings: { title: '{filename} mine', tags: 'a,b', youtube: { title: 'Tube' } } };
    expect(textsOf(rules.tiktok, 'tiktok', own, settings)).toEqual({ title: '{filename} mine' });
    expect(textsOf(rules.youtube, 'youtube', own, settings)).toMatchObject({ title: 'Tube', tags: 'a,b' });
  });

  it('takes null for not said', () => {
    const own = { ...video, settings: { title: null, tiktok: { title: null } } };
    expect(textsOf(rules.tiktok, 'tiktok', own, settings)).toEqual({ title: 'TT rome' });
  });

  it('tells the duration as soon as the file was looked at', () => {
    const timed = { ...video, rolls: { 'tiktok.title': { template: 'Clip {duration}', words: [] } } };
    const media = { duration_seconds: 61, width: 1, height: 1, frame_rate: null, video_codec: 'avc1' };
    expect(textsOf(rules.tiktok, 'tiktok', timed, settings)).toEqual({ title: 'Clip' });
    const probed = { ...timed, media: { ...media, audio_codec: null, moov_at_start: true } };
    expect(textsOf(rules.tiktok, 'tiktok', probed, settings)).toEqual({ title: 'Clip 1:01' });
  });

  it('falls back to the templates of today for a video that was added before there were rolls', () => {
    expect(textsOf(rules.tiktok, 'tiktok', { ...video, rolls: {} }, settings)).toEqual({ title: 'TT rome' });
  });
});
