import type { PlatformName } from '../shared/contract/platform-names.ts';

/** What people call the platforms. */
export const platformTitles: Readonly<Record<PlatformName, string>> = {
  youtube: 'YouTube',
  tiktok: 'TikTok',
  instagram: 'Instagram',
};

/** The platforms in the order in which they are shown. */
export const shownPlatforms: readonly PlatformName[] = ['youtube', 'tiktok', 'instagram'];
