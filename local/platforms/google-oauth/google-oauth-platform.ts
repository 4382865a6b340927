import { jsonAnswer } from '../http/answer.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { handleAuthorize, handleConsent } from './authorize-endpoint.ts';
import { openGoogleAccounts } from './google-accounts.ts';
import { buildKeySet } from './id-token.ts';
import { OauthError } from './oauth-error.ts';
import { handleRevoke } from './revoke-endpoint.ts';
import { handleToken, tokenOperation } from './token-endpoint.ts';
import { handleTokenInfo } from './tokeninfo-endpoint.ts';

/** Google sign-in and consent: accounts.google.com and oauth2.googleapis.com in one place. */
export function createGoogleOauthPlatform(context: PlatformContext): Platform {
  const google = openGoogleAccounts(context);
  const authorizePath = '/o/oauth2/v2/auth';
  return {
    name: 'google-oauth',
    prefix: '/google-oauth',
    routes: [
      {
        method: 'GET',
        path: authorizePath,
        operation: 'authorize',
        audience: 'page',
        handle: (exchange) => handleAuthorize(context, google, exchange),
      },
      {
        method: 'POST',
        path: authorizePath,
        operation: 'consent',
        audience: 'page',
        handle: (exchange) => handleConsent(context, google, exchange),
      },
      {
        method: 'POST',
        path: '/token',
        operation: tokenOperation,
        audience: 'api',
        handle: (exchange) => handleToken(context, google, exchange),
      },
      {
        method: 'POST',
        path: '/revoke',
        operation: 'revoke',
        audience: 'api',
        handle: (exchange) => handleRevoke(google, exchange),
      },
      {
        method: 'GET',
        path: '/tokeninfo',
        operation: 'tokeninfo',
        audience: 'api',
        handle: (exchange) => handleTokenInfo(google, exchange),
      },
      {
        method: 'GET',
        path: '/oauth2/v3/certs',
        operation: 'certs',
        audience: 'page',
        handle: () => jsonAnswer(200, buildKeySet(context)),
      },
    ],
    settle: (nowMs) => {
      for (const token of google.store.accessTokens.listDue(nowMs)) google.store.accessTokens.remove(token.token);
    },
    toErrorAnswer: ({ status, reason, message }) =>
      jsonAnswer(status, { error: reason ?? 'server_error', error_description: message ?? 'Simulated failure.' }),
    answerThrown: (error) => (error instanceof OauthError ? error.toAnswer() : undefined),
  };
}
