import type { Exchange, PlatformContext } from '../platform.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { signIdToken } from './id-token.ts';
import { issueAccessToken, issueRefreshToken } from './issue-tokens.ts';
import type { OauthClient } from './oauth-clients.ts';
import { OauthError } from './oauth-error.ts';
import type { AuthorizationCode } from './oauth-store.ts';
import { matchesChallenge } from './pkce.ts';
import { requireField } from './token-form.ts';

export interface TokenCall {
  readonly client: OauthClient;
  readonly form: URLSearchParams;
  readonly exchange: Exchange;
}

/**
 * Trades a code for tokens. The code is single use and bound to client, redirect URI and PKCE challenge.
 * @throws OauthError `invalid_grant` or `invalid_request`
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#exchange-authorization-code
 */
export function exchangeCode(context: PlatformContext, google: GoogleAccounts, call: TokenCall) {
  const { client, exchange } = call;
  const code = findUsableCode(google, call);
  google.store.codes.put({ ...code, used: true });
  const { sub, scopes, offline } = code;
  const wish = { client, sub, scopes, offline, nowMs: exchange.nowMs };
  const lifeSeconds = context.options.accessTokenSeconds;
  const access = issueAccessToken(google, wish, lifeSeconds);
  const refresh = offline ? issueRefreshToken(google, wish) : undefined;
  const limited = refresh && refresh.expiresAtMs !== null;
  return {
    access_token: access.token,
    expires_in: lifeSeconds,
    ...(refresh && { refresh_token: refresh.token }),
    scope: scopes.join(' '),
    token_type: 'Bearer',
    ...(scopes.includes('openid') && { id_token: signIdToken(context, google, { code, exchange, lifeSeconds }) }),
    ...(limited && { refresh_token_expires_in: 604_799 }),
  };
}

function findUsableCode(google: GoogleAccounts, { client, form, exchange }: TokenCall): AuthorizationCode {
  const code = google.store.codes.find(requireField(form, 'code'));
  const redirectUri = requireField(form, 'redirect_uri');
  const usable = code && !code.used && code.expiresAtMs > exchange.nowMs && code.clientId === client.clientId;
  // A grant that was revoked between consent and exchange takes its codes along.
  const granted = usable && google.store.grants.find(`${client.projectId}/${code.sub}`);
  if (!usable || !granted || code.redirectUri !== redirectUri) {
    throw new OauthError(400, 'invalid_grant', 'Bad Request');
  }
  assertVerifier(code, form.get('code_verifier'));
  return code;
}

function assertVerifier(code: AuthorizationCode, verifier: string | null): void {
  if (code.challenge === null) {
    if (verifier === null) return;
    throw new OauthError(400, 'invalid_request', 'code_verifier or verifier is not needed.');
  }
  if (verifier === null) throw new OauthError(400, 'invalid_request', 'Missing code verifier.');
  if (!matchesChallenge(verifier, code.challenge, code.challengeMethod)) {
    throw new OauthError(400, 'invalid_request', 'Invalid code verifier.');
  }
}
