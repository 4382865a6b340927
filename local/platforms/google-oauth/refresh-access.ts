import type { PlatformContext } from '../platform.ts';
import type { TokenCall } from './exchange-code.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { isLive, issueAccessToken } from './issue-tokens.ts';
import { OauthError } from './oauth-error.ts';
import { requireField } from './token-form.ts';

/**
 * Makes a new access token. Google does not rotate refresh tokens: repeating this, even concurrently, is safe.
 * @throws OauthError `invalid_grant`
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#offline
 */
export function refreshAccess(context: PlatformContext, google: GoogleAccounts, call: TokenCall) {
  const { client, form, exchange } = call;
  const { refreshTokens } = google.store;
  const found = refreshTokens.find(requireField(form, 'refresh_token'));
  if (!found || found.clientId !== client.clientId || !isLive(found, exchange.nowMs)) {
    throw new OauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
  }
  refreshTokens.put({ ...found, lastUsedAtMs: exchange.nowMs });
  const { sub, scopes } = found;
  const lifeSeconds = context.options.accessTokenSeconds;
  const access = issueAccessToken(google, { client, sub, scopes, offline: true, nowMs: exchange.nowMs }, lifeSeconds);
  return { access_token: access.token, expires_in: lifeSeconds, scope: scopes.join(' '), token_type: 'Bearer' };
}
