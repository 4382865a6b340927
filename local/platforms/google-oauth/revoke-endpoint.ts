import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { isLive } from './issue-tokens.ts';
import { OauthError } from './oauth-error.ts';
import { readForm } from './token-form.ts';

/**
 * `POST /revoke` with an access or a refresh token: ends the user's whole grant to the project.
 * @throws OauthError `invalid_token` when the token is unknown, expired or already revoked
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke
 */
export async function handleRevoke(google: GoogleAccounts, exchange: Exchange): Promise<Answer> {
  const form = await readForm(exchange);
  const token = form.get('token') ?? exchange.query.get('token') ?? '';
  const access = google.store.accessTokens.find(token);
  const refresh = google.store.refreshTokens.find(token);
  const live =
    (access && access.expiresAtMs > exchange.nowMs && access) ||
    (refresh && isLive(refresh, exchange.nowMs) && refresh);
  if (!live) throw new OauthError(400, 'invalid_token', 'Token expired or revoked');
  google.revokeGrant(live.projectId, live.sub);
  return jsonAnswer(200, {});
}
