import { createDrivePlatform } from './google-drive/drive-platform.ts';
import { createGoogleOauthPlatform } from './google-oauth/google-oauth-platform.ts';
import { createInstagramPlatform } from './instagram/instagram-platform.ts';
import { createMetaOauthPlatform } from './meta-oauth/meta-oauth-platform.ts';
import type { PlatformFactory } from './platform.ts';
import { createTiktokPlatform } from './tiktok/tiktok-platform.ts';
import { createYoutubePlatform } from './youtube/youtube-platform.ts';

/** The simulated platforms. A further one is a folder and a line here. */
export const platformFactories: readonly PlatformFactory[] = [
  createGoogleOauthPlatform,
  createDrivePlatform,
  createYoutubePlatform,
  createTiktokPlatform,
  createMetaOauthPlatform,
  createInstagramPlatform,
];
