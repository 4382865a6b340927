import { type Answer, jsonAnswer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import type { Tiktok } from '../tiktok.ts';
import { TiktokOauthError } from './tiktok-oauth-error.ts';
import { readAppForm, requireField } from './token-form.ts';

/**
 * `POST /v2/oauth/revoke/` with an access token: ends the user's whole grant to the app.
 * @throws TiktokOauthError when the token does not work (any more)
 */
export async function handleTiktokRevoke(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const { app, form } = await readAppForm(tiktok, exchange);
  const token = tiktok.store.accessTokens.find(requireField(form, 'token'));
  if (!token || token.clientKey !== app.clientKey || token.expiresAtMs <= exchange.nowMs) {
    throw new TiktokOauthError('invalid_grant', 'The token is invalid or expired.');
  }
  tiktok.revokeGrant(token.clientKey, token.accountId);
  return jsonAnswer(200, {});
}
