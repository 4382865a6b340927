import type { PlatformRules } from '../../domain/platforms/platform-rules.ts';

/** What TikTok takes before anything is sent to it. @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post */
export const tiktokRules: PlatformRules = {
  texts: {
    title: {
      limit: { max: 2200, unit: 'utf16' },
      template: 'title_template',
      fallback: 'title_template',
      common: 'title',
    },
  },
  checkSettings: () => [],
  buildRequest: ({ texts }) => ({ ...texts }),
  preflight: () => [],
};
