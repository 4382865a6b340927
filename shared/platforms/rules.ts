import type { PlatformName } from '../contract/platform-names.ts';
import type { PlatformRules } from '../domain/platforms/platform-rules.ts';
import { instagramRules } from './instagram/rules.ts';
import { tiktokRules } from './tiktok/rules.ts';
import { youtubeRules } from './youtube/rules.ts';

/** What is particular about every platform before anything is sent to it. One line adds a platform. */
export const platformRules: Readonly<Record<PlatformName, PlatformRules>> = {
  youtube: youtubeRules,
  tiktok: tiktokRules,
  instagram: instagramRules,
};
