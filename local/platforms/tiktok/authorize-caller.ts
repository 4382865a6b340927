import type { Exchange } from '../platform.ts';
import { grantId } from './oauth/oauth-store.ts';
import type { TiktokAccount } from './simulated-accounts.ts';
import type { Tiktok } from './tiktok.ts';
import type { TiktokApp } from './tiktok-apps.ts';
import { TiktokError } from './tiktok-error.ts';

/** Who sent an API request, and for which app. */
export interface TiktokCaller {
  readonly token: string;
  readonly app: TiktokApp;
  readonly account: TiktokAccount;
  readonly openId: string;
  readonly scopes: readonly string[];
}

interface CallRule {
  /** Any of these is enough. */
  readonly scopes: readonly string[];
  /** Name of the window that the call is counted in, and how many fit into a minute. */
  readonly call: string;
  readonly limit: number;
}

export function readTiktokBearer(exchange: Exchange): string | null {
  return /^Bearer +(\S+)$/i.exec(exchange.request.headers.authorization ?? '')?.[1] ?? null;
}

/** The caller behind a live access token. */
export function findTiktokCaller(tiktok: Tiktok, exchange: Exchange): TiktokCaller | undefined {
  const token = readTiktokBearer(exchange);
  const found = token === null ? undefined : tiktok.store.accessTokens.find(token);
  if (!found || found.expiresAtMs <= exchange.nowMs) return undefined;
  const app = tiktok.findApp(found.clientKey);
  const account = tiktok.findAccount(found.accountId);
  if (!app || !account) return undefined;
  const openId = tiktok.openIdOf(app.clientKey, account.id);
  return { token: found.token, app, account, openId, scopes: found.scopes };
}

/**
 * The caller, provided that a scope was granted and the minute is not full.
 * @throws TiktokError 401 `access_token_invalid` or `scope_not_authorized`, 429 `rate_limit_exceeded`
 */
export function authorizeTiktokCaller(tiktok: Tiktok, exchange: Exchange, rule: CallRule): TiktokCaller {
  const caller = findTiktokCaller(tiktok, exchange);
  if (!caller) {
    throw new TiktokError(401, 'access_token_invalid', 'The access token is invalid or not found in the request.');
  }
  if (!rule.scopes.some((scope) => caller.scopes.includes(scope))) {
    throw new TiktokError(
      401,
      'scope_not_authorized',
      'The user did not authorize the scope required for completing this request.',
    );
  }
  const owner = grantId({ clientKey: caller.app.clientKey, accountId: caller.account.id });
  tiktok.limits.count(owner, rule.call, rule.limit, exchange.nowMs);
  return caller;
}
