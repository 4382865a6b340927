import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange, PlatformContext } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { GraphError } from './graph-error.ts';
import { InstagramOauthError } from './instagram-oauth-error.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import type { MetaToken } from './meta-store.ts';
import { takeCode } from './take-code.ts';

/**
 * `POST https://api.instagram.com/oauth/access_token`: code for a token that lives an hour.
 * @throws InstagramOauthError
 */
export async function exchangeInstagramCode(
  context: PlatformContext,
  meta: MetaAccounts,
  exchange: Exchange,
): Promise<Answer> {
  const form = new URLSearchParams(await exchange.text());
  const app = meta.findApp(form.get('client_id') ?? '', 'instagram');
  if (!app || app.clientSecret !== form.get('client_secret')) throw new InstagramOauthError('Error validating client.');
  if (form.get('grant_type') !== 'authorization_code') throw new InstagramOauthError('Invalid grant_type.');
  return inTransaction(context.database, () => {
    const code = takeCode(meta, app, form, exchange.nowMs);
    if (!code) throw new InstagramOauthError('Matching code was not found or was already used');
    const { shortTokenSeconds, exchangeShape } = meta.options;
    const { token } = meta.issue({ ...issuedTo(code, exchange.nowMs, shortTokenSeconds), kind: 'short' });
    const userId = meta.findInstagram(code.subject)?.userId ?? '';
    if (exchangeShape === 'data') {
      return jsonAnswer(200, {
        data: [{ access_token: token, user_id: userId, permissions: code.permissions.join(',') }],
      });
    }
    // The number is beyond what a double holds: a client that trusts it gets another account's id.
    return jsonAnswer(200, { access_token: token, user_id: Number(userId), permissions: code.permissions });
  });
}

/** `GET https://graph.instagram.com/access_token?grant_type=ig_exchange_token`. @throws GraphError */
export function exchangeLongToken(meta: MetaAccounts, { query, nowMs }: Exchange): Answer {
  if (query.get('grant_type') !== 'ig_exchange_token') throw new GraphError({ code: 100 });
  const { token } = meta.authenticate(query.get('access_token') ?? '', 'instagram', nowMs);
  if (meta.findApp(token.clientId, 'instagram')?.clientSecret !== query.get('client_secret')) {
    throw new GraphError({ code: 101, message: 'Error validating client secret.' });
  }
  if (token.kind !== 'short')
    throw new GraphError({ code: 452, message: 'Session key invalid: not a short-lived token.' });
  return longTokenAnswer(meta, token, nowMs);
}

/** `GET https://graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token`. @throws GraphError */
export function refreshLongToken(meta: MetaAccounts, { query, nowMs }: Exchange): Answer {
  if (query.get('grant_type') !== 'ig_refresh_token') throw new GraphError({ code: 100 });
  const { token, granted } = meta.authenticate(query.get('access_token') ?? '', 'instagram', nowMs);
  if (!granted.includes('instagram_business_basic')) throw new GraphError({ code: 10 });
  const isYoung = nowMs - token.issuedAtMs < meta.options.refreshAfterSeconds * 1000;
  if (token.kind !== 'long' || isYoung) {
    throw new GraphError({ code: 100, message: 'The token must be long-lived and at least 24 hours old.' });
  }
  const answer = longTokenAnswer(meta, token, nowMs);
  if (!meta.options.oldTokenSurvives) meta.refuse(token.token, 467);
  return answer;
}

function longTokenAnswer(meta: MetaAccounts, from: MetaToken, nowMs: number): Answer {
  const seconds = meta.options.longTokenSeconds;
  const { token } = meta.issue({ ...issuedTo(from, nowMs, seconds), kind: 'long' });
  return jsonAnswer(200, { access_token: token, token_type: 'bearer', expires_in: seconds });
}

function issuedTo(
  { login, clientId, subject }: Pick<MetaToken, 'login' | 'clientId' | 'subject'>,
  nowMs: number,
  seconds: number,
) {
  return { login, clientId, subject, pageId: null, issuedAtMs: nowMs, expiresAtMs: nowMs + seconds * 1000 };
}
