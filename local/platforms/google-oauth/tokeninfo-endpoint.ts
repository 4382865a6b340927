import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import { OauthError } from './oauth-error.ts';

/**
 * `GET /tokeninfo?access_token=…`.
 * @throws OauthError `invalid_token`
 */
export function handleTokenInfo(google: GoogleAccounts, exchange: Exchange): Answer {
  const value = exchange.query.get('access_token') ?? '';
  const token = google.store.accessTokens.find(value);
  const caller = google.authenticate(value, exchange.nowMs);
  if (!token || !caller) throw new OauthError(400, 'invalid_token', 'Invalid Value');
  const email = token.scopes.includes('https://www.googleapis.com/auth/userinfo.email');
  return jsonAnswer(200, {
    azp: token.clientId,
    aud: token.clientId,
    sub: token.sub,
    scope: token.scopes.join(' '),
    exp: String(Math.floor(token.expiresAtMs / 1000)),
    expires_in: String(Math.floor((token.expiresAtMs - exchange.nowMs) / 1000)),
    ...(email && { email: caller.account.email, email_verified: 'true' }),
    access_type: token.offline ? 'offline' : 'online',
  });
}
