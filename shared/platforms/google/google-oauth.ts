import * as z from 'zod';
import { readEnv } from '../../config/env.ts';
import type { GrantedTokens, OAuthClient } from '../../domain/connections/oauth-provider.ts';
import { loadCredentials, type PlatformSecrets } from '../../domain/connections/platform-secrets.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { type PlatformAnswer, type Send, sendOverHttp } from '../send.ts';
import { withParameters } from '../with-parameters.ts';
import { parseJson } from './google-error.ts';
import { toOAuthError } from './oauth-error.ts';

/** What one service of Google asks a user for. */
export interface GoogleConsent {
  /** As a user calls the service. */
  readonly title: string;
  readonly wantedScopes: readonly string[];
  /** Whether the user chooses among the accounts that the browser is signed in to, even if there is only one. */
  readonly choosesAccount?: boolean;
}

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().default(''),
});

/**
 * Google's OAuth, the same for all its services.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function createGoogleOAuth(
  secrets: PlatformSecrets,
  { title, wantedScopes, choosesAccount }: GoogleConsent,
  send: Send = sendOverHttp,
): Omit<OAuthClient, 'requiredScopes'> {
  const env = readEnv('GOOGLE_OAUTH_AUTHORIZE_URL', 'GOOGLE_OAUTH_TOKEN_URL', 'GOOGLE_OAUTH_REVOKE_URL');

  async function postForm(url: string, fields: Record<string, string>): Promise<PlatformAnswer> {
    try {
      return await send({
        method: 'POST',
        url: new URL(url),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams(fields).toString(),
      });
    } catch (cause) {
      const text = `${title} did not answer. Hopper tries again by itself.`;
      throw new PlatformError('transient', 'no_answer', text, { cause });
    }
  }

  async function requestTokens(fields: Record<string, string>): Promise<GrantedTokens> {
    const google = await loadCredentials(secrets, 'google', title);
    const client = { client_id: google.clientId, client_secret: google.clientSecret };
    const answer = await postForm(env.GOOGLE_OAUTH_TOKEN_URL, { ...fields, ...client });
    if (answer.status !== 200) throw toOAuthError(answer, Date.now());
    return toGrantedTokens(answer);
  }

  return {
    revokesEverything: true,

    async authorizeUrl({ redirectUri, state, codeChallenge }) {
      const google = await loadCredentials(secrets, 'google', title);
      const parameters = {
        client_id: google.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: wantedScopes.join(' '),
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
        // Only both together give a refresh token every time.
        access_type: 'offline',
        prompt: choosesAccount ? 'select_account consent' : 'consent',
      };
      return withParameters(env.GOOGLE_OAUTH_AUTHORIZE_URL, parameters).href;
    },

    exchangeCode: ({ code, codeVerifier, redirectUri }) =>
      requestTokens({
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      }),

    refresh: (refreshToken) => requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),

    async revoke({ accessToken, refreshToken }) {
      const answer = await postForm(env.GOOGLE_OAUTH_REVOKE_URL, { token: refreshToken ?? accessToken });
      // 400 means that the grant is gone already.
      if (answer.status !== 200 && answer.status !== 400) throw toOAuthError(answer, Date.now());
    },
  };
}

function toGrantedTokens(answer: PlatformAnswer): GrantedTokens {
  const parsed = TokenAnswer.safeParse(parseJson(answer.text));
  if (!parsed.success) {
    throw new PlatformError('transient', 'unexpected_answer', 'Google gave an answer that Hopper does not understand.');
  }
  const { access_token, refresh_token, expires_in, scope: granted } = parsed.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresInSeconds: expires_in,
    scopes: granted.split(' ').filter(Boolean),
  };
}
