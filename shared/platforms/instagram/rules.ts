import type { PlatformRules } from '../../domain/platforms/platform-rules.ts';

/** What Instagram takes before anything is sent to it. @see https://developers.facebook.com/docs/instagram-platform/content-publishing */
export const instagramRules: PlatformRules = {
  texts: {
    caption: {
      limit: { max: 2200, unit: 'characters' },
      template: 'caption_template',
      fallback: 'title_template',
      common: 'title',
    },
  },
  checkSettings: () => [],
  buildRequest: ({ texts }) => ({ ...texts }),
  preflight: () => [],
};
