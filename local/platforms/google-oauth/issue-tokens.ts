import { randomBytes } from 'node:crypto';
import type { GoogleAccounts } from './google-accounts.ts';
import type { OauthClient } from './oauth-clients.ts';
import type { AccessToken, RefreshToken } from './oauth-store.ts';
import { isSignInScope } from './scopes.ts';

const sevenDaysMs = 7 * 24 * 3600 * 1000;
/** @see https://developers.google.com/identity/protocols/oauth2#expiration */
const liveRefreshTokensPerClient = 100;

export interface TokenRequest {
  readonly client: OauthClient;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly nowMs: number;
}

/** Makes and stores an access token that lives `lifeSeconds`. */
export function issueAccessToken(google: GoogleAccounts, wish: TokenRequest, lifeSeconds: number): AccessToken {
  const token: AccessToken = {
    token: `ya29.sim-${randomBytes(48).toString('base64url')}`,
    clientId: wish.client.clientId,
    projectId: wish.client.projectId,
    sub: wish.sub,
    scopes: [...wish.scopes],
    offline: wish.offline,
    expiresAtMs: wish.nowMs + lifeSeconds * 1000,
  };
  google.store.accessTokens.put(token);
  return token;
}

/** Makes and stores a refresh token; beyond 100 live ones of this user and client the oldest is silently dropped. */
export function issueRefreshToken(google: GoogleAccounts, wish: TokenRequest): RefreshToken {
  const { refreshTokens } = google.store;
  const limited = wish.client.publishing === 'testing' && !wish.scopes.every(isSignInScope);
  const token: RefreshToken = {
    token: `1//sim-${randomBytes(48).toString('base64url')}`,
    clientId: wish.client.clientId,
    projectId: wish.client.projectId,
    sub: wish.sub,
    scopes: [...wish.scopes],
    expiresAtMs: limited ? wish.nowMs + sevenDaysMs : null,
    lastUsedAtMs: wish.nowMs,
  };
  refreshTokens.put(token);
  const live = refreshTokens
    .listByOwner(`${token.projectId}/${token.sub}`)
    .filter((other) => other.clientId === token.clientId && isLive(other, wish.nowMs));
  for (const old of live.slice(0, -liveRefreshTokensPerClient)) refreshTokens.remove(old.token);
  return token;
}

const sixMonthsMs = 182 * 24 * 3600 * 1000;

/** Whether a stored refresh token still works: not past its limit and used within six months. */
export function isLive(token: RefreshToken, nowMs: number): boolean {
  if (token.expiresAtMs !== null && token.expiresAtMs <= nowMs) return false;
  return nowMs - token.lastUsedAtMs < sixMonthsMs;
}
