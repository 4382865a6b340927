import * as z from 'zod';
import type { OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import { loadCredentials, type PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import { withParameters } from '../with-parameters.ts';
import { buildGraphUrl, readInstagramAddresses } from './addresses.ts';
import { callMeta } from './call-meta.ts';
import type { InstagramCapabilities } from './capabilities.ts';
import { cleanCode, LongToken, refusedGrant, renewAheadSeconds, toGrant } from './grant.ts';
import { fetchQuota } from './publishing-limit.ts';

const requiredScopes = ['instagram_business_basic', 'instagram_business_content_publish'];
/** Comments: for the first comment, and to switch them off. */
const wantedScopes = [...requiredScopes, 'instagram_business_manage_comments'];

const permissions = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()));
const ShortToken = z.object({ access_token: z.string().min(1), permissions });
/** As documented, and as clients meet it. */
const ShortTokenAnswer = z.union([z.object({ data: z.array(ShortToken).min(1) }), ShortToken]);

const Me = z.object({
  user_id: z.coerce.string().regex(/^\d+$/),
  username: z.string(),
  name: z.string().optional(),
  profile_picture_url: ShownAddress,
  account_type: z.string().optional(),
});

/**
 * Instagram Login. There is no refresh token: the long-lived access token is renewed by itself, so it is both.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
 */
export function createInstagramLoginOAuth(secrets: PlatformSecrets, send: Send = sendOverHttp): OAuthProvider {
  const addresses = readInstagramAddresses();
  const graph = addresses.graph.instagram_login;
  return {
    requiredScopes,
    refreshAheadSeconds: renewAheadSeconds,

    // There is no PKCE at Instagram.
    async authorizeUrl({ state, redirectUri }) {
      const { clientId } = await loadCredentials(secrets, 'instagram', 'Instagram');
      return withParameters(addresses.instagramAuthorize, {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: wantedScopes.join(','),
        state,
      }).href;
    },

    async exchangeCode({ code, redirectUri }) {
      const { clientId, clientSecret } = await loadCredentials(secrets, 'instagram', 'Instagram');
      const form = {
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        code: cleanCode(code),
      };
      const url = new URL(`${addresses.instagramApi}/oauth/access_token`);
      const answer = await callMeta(send, { method: 'POST', url, form }, ShortTokenAnswer).catch(refusedGrant);
      const short = 'data' in answer ? answer.data[0] : answer;
      if (!short) throw new PlatformError('transient', 'unexpected_answer', 'Instagram gave no access.');
      const parameters = {
        grant_type: 'ig_exchange_token',
        client_secret: clientSecret,
        access_token: short.access_token,
      };
      const long = await callMeta(
        send,
        { method: 'GET', url: withParameters(`${graph}/access_token`, parameters) },
        LongToken,
      );
      return toGrant(long, short.permissions);
    },

    async refresh(longToken) {
      const parameters = { grant_type: 'ig_refresh_token', access_token: longToken };
      const url = withParameters(`${graph}/refresh_access_token`, parameters);
      return toGrant(await callMeta(send, { method: 'GET', url }, LongToken).catch(refusedGrant), []);
    },

    // Instagram has no address for it: the user removes Hopper in the settings of the Instagram app.
    revoke: async () => undefined,

    async fetchAccount(token) {
      const url = buildGraphUrl(addresses, 'instagram_login', 'me', {
        fields: 'user_id,username,name,profile_picture_url,account_type',
      });
      const me = await callMeta(send, { method: 'GET', url, token }, Me);
      if (me.account_type === 'PERSONAL') throw personal();
      const quota = await fetchQuota(send, addresses, { variant: 'instagram_login', accountId: me.user_id, token });
      const capabilities: InstagramCapabilities = {
        username: me.username,
        accountType: me.account_type ?? null,
        page: null,
        quota,
      };
      return {
        remoteId: me.user_id,
        name: me.name || me.username,
        avatarUrl: me.profile_picture_url,
        capabilities,
      };
    },
  };
}

function personal(): PlatformError {
  return new PlatformError(
    'rejected',
    'personal_account',
    'This is a personal Instagram account. Switch it to a professional one in the Instagram app, then connect it.',
  );
}
