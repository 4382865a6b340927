import { readEnv } from '../../config/env.ts';
import type { OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import type { PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { createGoogleOAuth } from '../google/google-oauth.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { buildYoutubeAddresses } from './addresses.ts';
import { fetchChannel } from './fetch-channel.ts';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;
/** @see https://developers.google.com/identity/protocols/oauth2/scopes#youtube */
const requiredScopes = [scope('youtube.upload'), scope('youtube.readonly')];
const wantedScopes = [...requiredScopes, scope('youtube.force-ssl')];

/**
 * A refresh token that is not used for six months ends.
 * @see https://developers.google.com/identity/protocols/oauth2#expiration
 */
const renewIdleAfterSeconds = 60 * 24 * 3600;

/** Google's OAuth for YouTube. */
export function createYoutubeOAuth(secrets: PlatformSecrets, send: Send = sendOverHttp): OAuthProvider {
  const { channels } = buildYoutubeAddresses(readEnv('YOUTUBE_API_URL').YOUTUBE_API_URL);
  return {
    requiredScopes,
    renewIdleAfterSeconds,
    ...createGoogleOAuth(secrets, { title: 'YouTube', wantedScopes }, send),
    fetchAccount: (accessToken) => fetchChannel(send, channels, accessToken),
  };
}
