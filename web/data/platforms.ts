import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { commonTexts } from '../texts/en/common.ts';

/** The platforms in the order in which they are shown. A list of the page's own: the contract's would bring zod along. */
export const shownPlatforms: readonly PlatformName[] = ['youtube', 'tiktok', 'instagram'];

/** What people call the platforms. */
export const platformTitles: Readonly<Record<PlatformName, string>> = commonTexts.platforms;
