import * as z from 'zod';
import type { GrantedTokens, OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import { loadCredentials, type PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { withParameters } from '../with-parameters.ts';
import { buildGraphUrl, readInstagramAddresses } from './addresses.ts';
import { callMeta } from './call-meta.ts';
import { fetchLinkedAccount } from './fetch-linked-account.ts';
import { cleanCode, LongToken, refusedGrant, renewAheadSeconds, toGrant } from './grant.ts';

const requiredScopes = ['instagram_basic', 'instagram_content_publish', 'pages_show_list', 'pages_read_engagement'];
/** Comments: for the first comment, and to switch them off. */
const wantedScopes = [...requiredScopes, 'instagram_manage_comments'];

const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })).default([]) });

/**
 * Facebook Login for an Instagram account that is linked to a Page. There is no refresh token: a long-lived token is
 * exchanged for another one while it lives, so it is both.
 * @see https://developers.facebook.com/docs/facebook-login/guides/access-tokens
 */
export function createFacebookLoginOAuth(secrets: PlatformSecrets, send: Send = sendOverHttp): OAuthProvider {
  const addresses = readInstagramAddresses();

  async function requestToken(parameters: Record<string, string>): Promise<z.infer<typeof LongToken>> {
    const { clientId, clientSecret } = await loadCredentials(secrets, 'facebook', 'Facebook Login');
    const client = { client_id: clientId, client_secret: clientSecret };
    const url = buildGraphUrl(addresses, 'facebook_login', 'oauth/access_token', { ...client, ...parameters });
    return callMeta(send, { method: 'GET', url }, LongToken).catch(refusedGrant);
  }

  async function extend(token: string): Promise<GrantedTokens> {
    const long = await requestToken({ grant_type: 'fb_exchange_token', fb_exchange_token: token });
    return toGrant(long, []);
  }

  return {
    requiredScopes,
    refreshAheadSeconds: renewAheadSeconds,

    // There is no PKCE in this flow.
    async authorizeUrl({ state, redirectUri }) {
      const { clientId } = await loadCredentials(secrets, 'facebook', 'Facebook Login');
      return withParameters(`${addresses.facebookAuthorize}/${addresses.version}/dialog/oauth`, {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: wantedScopes.join(','),
        state,
      }).href;
    },

    async exchangeCode({ code, redirectUri }) {
      const short = await requestToken({ redirect_uri: redirectUri, code: cleanCode(code) });
      const long = await extend(short.access_token);
      const url = buildGraphUrl(addresses, 'facebook_login', 'me/permissions');
      const { data } = await callMeta(send, { method: 'GET', url, token: long.accessToken }, Permissions);
      const granted = data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
      return { ...long, scopes: granted };
    },

    refresh: extend,

    async revoke({ accessToken }) {
      const url = buildGraphUrl(addresses, 'facebook_login', 'me/permissions');
      try {
        await callMeta(send, { method: 'DELETE', url, token: accessToken }, z.unknown());
      } catch (error) {
        // A token that is not accepted any more has nothing left to revoke.
        if (!(error instanceof PlatformError && error.kind === 'reauthorize')) throw error;
      }
    },

    fetchAccount: (token) => fetchLinkedAccount(send, addresses, token),
  };
}
