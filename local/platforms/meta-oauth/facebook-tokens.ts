import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { GraphError } from './graph-error.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import type { MetaApp } from './meta-apps.ts';
import type { MetaToken } from './meta-store.ts';
import { takeCode } from './take-code.ts';

/**
 * `GET https://graph.facebook.com/v{n}/oauth/access_token`: code for a short-lived token, or a token that still lives
 * for a long-lived one.
 * @throws GraphError
 * @see https://developers.facebook.com/docs/facebook-login/guides/access-tokens
 */
export function handleFacebookToken(context: PlatformContext, meta: MetaAccounts, exchange: Exchange): Answer {
  const { query, nowMs } = exchange;
  const app = meta.findApp(query.get('client_id') ?? '', 'facebook');
  if (!app || app.clientSecret !== query.get('client_secret')) {
    throw new GraphError({ code: 1, status: 400, message: 'Error validating client secret.' });
  }
  return inTransaction(context.database, () => {
    if (query.get('grant_type') === 'fb_exchange_token') return exchangeForLong(meta, app, query, nowMs);
    const code = takeCode(meta, app, query, nowMs);
    if (!code) throw new GraphError({ code: 100, message: 'This authorization code has been used or is not valid.' });
    return tokenAnswer(meta, { ...code, kind: 'short' }, nowMs, meta.options.shortTokenSeconds);
  });
}

function exchangeForLong(meta: MetaAccounts, app: MetaApp, query: URLSearchParams, nowMs: number): Answer {
  const { token } = meta.authenticate(query.get('fb_exchange_token') ?? '', 'facebook', nowMs);
  if (token.clientId !== app.clientId) throw new GraphError({ code: 190 });
  return tokenAnswer(meta, { ...token, kind: 'long' }, nowMs, meta.options.longTokenSeconds);
}

function tokenAnswer(
  meta: MetaAccounts,
  { login, clientId, subject, kind }: Pick<MetaToken, 'login' | 'clientId' | 'subject' | 'kind'>,
  nowMs: number,
  seconds: number,
): Answer {
  const expiresAtMs = nowMs + seconds * 1000;
  const { token } = meta.issue({ login, clientId, subject, kind, pageId: null, issuedAtMs: nowMs, expiresAtMs });
  const tells = kind === 'short' || meta.options.tellsExpiry;
  return jsonAnswer(200, { access_token: token, token_type: 'bearer', ...(tells && { expires_in: seconds }) });
}
