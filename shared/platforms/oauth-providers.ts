import type { PlatformName } from '../contract/platform-names.ts';
import type { OAuthProvider } from '../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../domain/connections/platform-secrets.ts';
import { createYoutubeOAuth } from './youtube/oauth.ts';

/** The OAuth side of every platform. One line adds a platform to the connections area. */
export const oauthProviders: Readonly<Record<PlatformName, (secrets: PlatformSecrets) => OAuthProvider>> = {
  youtube: createYoutubeOAuth,
};
