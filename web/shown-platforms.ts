import type { PlatformName } from '../shared/contract/platform-names.ts';

/** The platforms in the order in which they are shown. */
export const shownPlatforms: readonly PlatformName[] = ['youtube', 'tiktok', 'instagram'];
