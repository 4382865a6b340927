import * as z from 'zod';
import { YoutubeSettings } from '../../contract/settings/youtube.ts';
import type { PlatformRules } from '../../domain/platforms/platform-rules.ts';

/** What YouTube takes before anything is sent to it. @see https://developers.google.com/youtube/v3/docs/videos */
export const youtubeRules: PlatformRules = {
  texts: {
    title: {
      limit: { max: 100, unit: 'characters' },
      template: 'title_template',
      fallback: 'title_template',
      common: 'title',
    },
    description: {
      limit: { max: 5000, unit: 'bytes' },
      template: 'description_template',
      fallback: 'description_template',
      common: 'description',
    },
    tags: { limit: { max: 500, unit: 'characters' }, template: 'tags_template', fallback: null, common: 'tags' },
  },
  checkSettings: () => [],
  buildRequest: ({ settings, texts }) => {
    const { visibility, made_for_kids } = z.looseObject(YoutubeSettings.shape).parse(settings);
    const tags = (texts.tags ?? '').split(',').map((tag) => tag.trim());
    return {
      title: texts.title ?? '',
      description: texts.description ?? '',
      tags: tags.filter((tag) => tag !== ''),
      visibility,
      madeForKids: made_for_kids,
    };
  },
  preflight: () => [],
};
