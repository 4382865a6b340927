import { InstagramOverrides, InstagramSettings, instagramDefaults } from './instagram.ts';
import { TiktokOverrides, TiktokSettings, tiktokDefaults } from './tiktok.ts';
import { YoutubeOverrides, YoutubeSettings, youtubeDefaults } from './youtube.ts';

/** The settings of every platform: one line per platform. */
export const platformSettings = {
  youtube: { settings: YoutubeSettings, overrides: YoutubeOverrides, defaults: youtubeDefaults },
  tiktok: { settings: TiktokSettings, overrides: TiktokOverrides, defaults: tiktokDefaults },
  instagram: { settings: InstagramSettings, overrides: InstagramOverrides, defaults: instagramDefaults },
} as const;
