import * as z from 'zod';
import { readEnv } from '../../config/env.ts';
import type { GrantedTokens, OAuthProvider } from '../../domain/connections/oauth-provider.ts';
import { loadCredentials, type PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import type { Tokens } from '../../domain/connections/sealed-tokens.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { type PlatformAnswer, type Send, sendOverHttp } from '../send.ts';
import { withParameters } from '../with-parameters.ts';
import { buildTiktokAddresses } from './addresses.ts';
import { parseTiktokJson } from './envelope.ts';
import { fetchTiktokAccount } from './fetch-account.ts';
import { findOAuthError } from './oauth-error.ts';
import { toTransportError, unexpectedAnswer } from './platform-error.ts';

/** @see https://developers.tiktok.com/doc/tiktok-api-scopes */
const requiredScopes = ['user.info.basic', 'video.publish'];
const wantedScopes = [...requiredScopes, 'video.upload'];

/** A refresh token lives for 180 days or a year, depending on the flow. @see createTiktokOAuth */
const renewIdleAfterSeconds = 60 * 24 * 3600;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().default(''),
});

/**
 * TikTok's OAuth (Login Kit v2). Refresh tokens rotate: each works once, and the newest one is all there is.
 * @see https://developers.tiktok.com/doc/oauth-user-access-token-management
 */
export function createTiktokOAuth(secrets: PlatformSecrets, send: Send = sendOverHttp): OAuthProvider {
  const env = readEnv('TIKTOK_AUTHORIZE_URL', 'TIKTOK_API_URL');
  const addresses = buildTiktokAddresses(env.TIKTOK_API_URL);
  const loadApp = () => loadCredentials(secrets, 'tiktok', 'TikTok');

  async function postForm(url: URL, fields: Record<string, string>): Promise<PlatformAnswer> {
    const { clientKey, clientSecret } = await loadApp();
    const body = new URLSearchParams({ client_key: clientKey, client_secret: clientSecret, ...fields });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const answer = await send({ method: 'POST', url, headers, body: body.toString() }).catch((error: unknown) => {
      throw toTransportError(error);
    });
    const problem = findOAuthError(answer);
    if (problem) throw problem;
    return answer;
  }

  const requestTokens = async (fields: Record<string, string>) =>
    toGrantedTokens(await postForm(addresses.token, fields));

  return {
    requiredScopes,
    renewIdleAfterSeconds,

    async authorizeUrl({ redirectUri, state, codeChallenge }) {
      const parameters = {
        client_key: (await loadApp()).clientKey,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: wantedScopes.join(','),
        state,
        ...(usesPkce(redirectUri) && { code_challenge: toHex(codeChallenge), code_challenge_method: 'S256' }),
      };
      return withParameters(env.TIKTOK_AUTHORIZE_URL, parameters).href;
    },

    exchangeCode: ({ code, codeVerifier, redirectUri }) =>
      requestTokens({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        ...(usesPkce(redirectUri) && { code_verifier: codeVerifier }),
      }),

    refresh: (refreshToken) => requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),

    async revoke(tokens) {
      try {
        await postForm(addresses.revoke, { token: await findLiveToken(tokens) });
      } catch (error) {
        // That is what it shall be.
        if (!(error instanceof PlatformError && error.kind === 'reauthorize')) throw error;
      }
    },

    fetchAccount: (accessToken) => fetchTiktokAccount(send, addresses, accessToken),
  };

  /** Only an access token revokes; the one we have may have ended long ago, so a new one is asked for. */
  async function findLiveToken({ accessToken, refreshToken }: Tokens): Promise<string> {
    if (refreshToken === null) return accessToken;
    return (await requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken })).accessToken;
  }
}

/**
 * An app that is registered with a loopback address is a desktop app, which must use PKCE; Login Kit for web does not
 * know it.
 * @see https://developers.tiktok.com/doc/login-kit-desktop
 */
function usesPkce(redirectUri: string): boolean {
  return new URL(redirectUri).protocol === 'http:';
}

/** TikTok wants the same hash in lower-case hexadecimal instead of base64url. */
function toHex(codeChallenge: string): string {
  return Buffer.from(codeChallenge, 'base64url').toString('hex');
}

function toGrantedTokens(answer: PlatformAnswer): GrantedTokens {
  const parsed = TokenAnswer.safeParse(parseTiktokJson(answer.text));
  if (!parsed.success) throw unexpectedAnswer(parsed.error);
  const { access_token, refresh_token, expires_in, scope } = parsed.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresInSeconds: expires_in,
    scopes: scope.split(',').filter(Boolean),
  };
}
