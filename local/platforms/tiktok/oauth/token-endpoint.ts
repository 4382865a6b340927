import { randomBytes } from 'node:crypto';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import type { Exchange, PickedOperation } from '../../platform.ts';
import { inTransaction } from '../../storage/open-database.ts';
import type { Tiktok } from '../tiktok.ts';
import type { TiktokApp } from '../tiktok-apps.ts';
import { tokenLives } from '../tiktok-options.ts';
import { matchesHexChallenge } from './hex-challenge.ts';
import { grantId, type TiktokCode, type TiktokGrant, type TiktokToken } from './oauth-store.ts';
import { TiktokOauthError } from './tiktok-oauth-error.ts';
import { readAppForm, requireField } from './token-form.ts';

/**
 * `POST /v2/oauth/token/`: code exchange and refresh; the answer is flat.
 * @throws TiktokOauthError
 * @see https://developers.tiktok.com/doc/oauth-user-access-token-management
 */
export async function handleTiktokToken(tiktok: Tiktok, exchange: Exchange): Promise<Answer> {
  const { app, form } = await readAppForm(tiktok, exchange);
  const { nowMs } = exchange;
  endReusedGrant(tiktok, app, form);
  return inTransaction(tiktok.context.database, () => {
    switch (requireField(form, 'grant_type')) {
      case 'authorization_code':
        return issueTokens(tiktok, takeCode(tiktok, app, form, nowMs), null, nowMs);
      case 'refresh_token': {
        const used = findRefreshToken(tiktok, app, form, nowMs);
        return issueTokens(tiktok, used, used, nowMs);
      }
      default:
        throw new TiktokOauthError('unsupported_grant_type', 'The grant type is not supported.');
    }
  });
}

/** Somebody has an old refresh token: who of the two is the thief cannot be told. */
function endReusedGrant({ store, options, revokeGrant }: Tiktok, app: TiktokApp, form: URLSearchParams): void {
  if (options.usedRefreshToken !== 'ends-grant') return;
  const used = store.usedRefreshTokens.find(form.get('refresh_token') ?? '');
  if (used?.clientKey === app.clientKey) revokeGrant(used.clientKey, used.accountId);
}

/** A code works once, for its app, its redirect URI and its challenge. */
function takeCode({ store }: Tiktok, app: TiktokApp, form: URLSearchParams, nowMs: number): TiktokCode {
  const code = store.codes.find(requireField(form, 'code'));
  const redirectUri = requireField(form, 'redirect_uri');
  if (!code || code.clientKey !== app.clientKey || code.expiresAtMs <= nowMs || !store.grants.find(grantId(code))) {
    throw new TiktokOauthError('invalid_grant', 'Authorization code is expired.');
  }
  if (code.redirectUri !== redirectUri) {
    throw new TiktokOauthError('invalid_request', 'Redirect_uri is not matched with the uri when requesting code.');
  }
  if (code.challenge !== null && !matchesHexChallenge(form.get('code_verifier') ?? '', code.challenge)) {
    throw new TiktokOauthError('invalid_request', 'Code verifier or code challenge is invalid.');
  }
  store.codes.remove(code.code);
  return code;
}

function findRefreshToken({ store }: Tiktok, app: TiktokApp, form: URLSearchParams, nowMs: number): TiktokToken {
  const found = store.refreshTokens.find(requireField(form, 'refresh_token'));
  if (!found || found.clientKey !== app.clientKey || found.expiresAtMs <= nowMs) {
    throw new TiktokOauthError('invalid_grant', 'Refresh token is invalid or expired.');
  }
  return found;
}

/** @param used the refresh token that was shown; with rotation it stops working at once */
function issueTokens(tiktok: Tiktok, grant: TiktokGrant, used: TiktokToken | null, nowMs: number): Answer {
  const { store, options } = tiktok;
  const { clientKey, accountId, scopes } = grant;
  const lives = tokenLives[options.tokens];
  const rotates = used === null || options.tokens === 'rotating';
  const make = (prefix: string, seconds: number): TiktokToken => ({
    clientKey,
    accountId,
    scopes,
    token: `${prefix}.sim${randomBytes(36).toString('base64url')}!${randomBytes(2).readUInt16BE()}.e1`,
    expiresAtMs: nowMs + seconds * 1000,
  });
  const access = make('act', lives.access);
  const refresh = rotates ? make('rft', lives.refresh) : used;
  store.accessTokens.put(access);
  if (rotates) store.refreshTokens.put(refresh);
  if (rotates && used) {
    store.refreshTokens.remove(used.token);
    store.usedRefreshTokens.put(used);
  }
  return jsonAnswer(200, {
    open_id: tiktok.openIdOf(clientKey, accountId),
    scope: scopes.join(','),
    access_token: access.token,
    expires_in: lives.access,
    refresh_token: refresh.token,
    refresh_expires_in: Math.floor((refresh.expiresAtMs - nowMs) / 1000),
    token_type: 'Bearer',
  });
}

/** Exchange and refresh share one path; `token` is a call that is neither. */
export const tiktokTokenOperation: PickedOperation = {
  names: ['token.exchange', 'token.refresh', 'token'],
  pick: async (exchange) => {
    const grantType = new URLSearchParams(await exchange.text()).get('grant_type');
    if (grantType === 'authorization_code') return 'token.exchange';
    return grantType === 'refresh_token' ? 'token.refresh' : 'token';
  },
};
