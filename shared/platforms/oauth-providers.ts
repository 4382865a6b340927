import type { PlatformName } from '../contract/platform-names.ts';
import type { OAuthProvider } from '../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../domain/connections/platform-secrets.ts';
import type { PlatformCall } from '../domain/posts/platform-call.ts';
import { createFacebookLoginOAuth } from './instagram/facebook-oauth.ts';
import { createInstagramLoginOAuth } from './instagram/instagram-oauth.ts';
import { type Send, sendOverHttp } from './send.ts';
import { createTiktokOAuth } from './tiktok/oauth.ts';
import { traced } from './traced.ts';
import { withDeadline } from './with-deadline.ts';
import { createYoutubeOAuth } from './youtube/oauth.ts';

/**
 * Shorter than a refresh lease: whoever takes a lease over must find no call of its predecessor still under way, or a
 * refresh token that may be used once is used twice. And shorter than a request of a user may take.
 */
const deadlineMs = 10_000;

type OAuthFactory = (secrets: PlatformSecrets, send: Send) => OAuthProvider;

/** The login variants of every platform; a platform with one way in has the variant ''. The first is the usual one. */
export const oauthProviders: Readonly<Record<PlatformName, Readonly<Record<string, OAuthFactory>>>> = {
  youtube: { '': createYoutubeOAuth },
  tiktok: { '': createTiktokOAuth },
  instagram: { instagram_login: createInstagramLoginOAuth, facebook_login: createFacebookLoginOAuth },
};

/**
 * The OAuth side of a platform.
 * @param variant login variant; null = the platform has only one
 * @param onCall is told of every call
 * @throws Error for a variant that the platform does not have: callers check what users say
 */
export function openOAuthProvider(
  secrets: PlatformSecrets,
  platform: PlatformName,
  variant: string | null,
  onCall?: (call: PlatformCall) => void,
): OAuthProvider {
  const create = oauthProviders[platform][variant ?? ''];
  if (!create) throw new Error(`${platform} has no login variant ${variant}.`);
  return create(secrets, traced(withDeadline(sendOverHttp, deadlineMs), onCall));
}
