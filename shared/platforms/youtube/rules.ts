import { youtubeLimits } from '../../contract/settings/youtube-limits.ts';
import { landAhead } from '../../domain/platforms/land-ahead.ts';
import type { PlatformRules } from '../../domain/platforms/platform-rules.ts';
import { buildYoutubeRequest } from './build-request.ts';
import { checkYoutubeSettings } from './check-settings.ts';
import { preflightYoutube } from './preflight.ts';
import { descriptionLimit, titleLimit } from './words.ts';

/** What YouTube takes before anything is sent to it. @see https://developers.google.com/youtube/v3/docs/videos */
export const youtubeRules: PlatformRules = {
  // It is private until its time, and YouTube itself makes it public then. An hour is room for its processing.
  timing: { landAheadSeconds: landAhead(3600, 12 * 3600), canWithdraw: true },
  texts: {
    title: { limit: titleLimit, template: 'title_template', fallback: 'title_template', common: 'title' },
    description: {
      limit: descriptionLimit,
      template: 'description_template',
      fallback: 'description_template',
      common: 'description',
    },
    // Counted with the quotes that YouTube adds, the limit comes a little earlier: tags that do not fit are left out.
    tags: {
      limit: { max: youtubeLimits.tagCharacters, unit: 'characters' },
      template: 'tags_template',
      fallback: null,
      common: 'tags',
    },
  },
  checkSettings: checkYoutubeSettings,
  buildRequest: buildYoutubeRequest,
  preflight: preflightYoutube,
};
