import { type Answer, jsonAnswer } from '../http/answer.ts';
import { GraphError } from '../meta-oauth/graph-error.ts';
import type { MetaCaller } from '../meta-oauth/meta-accounts.ts';
import { selectFields } from '../meta-oauth/select-fields.ts';
import type { SimulatedInstagram } from '../meta-oauth/simulated-accounts.ts';
import type { Exchange } from '../platform.ts';
import { requireAccount } from './authorize-caller.ts';
import { type Instagram, toBaseUrl } from './instagram.ts';
import { countPosts } from './usage.ts';

/** `GET graph.instagram.com/me`: with two ids, of which `user_id` is the one of publishing paths. @throws GraphError */
export function answerMe(caller: MetaCaller, exchange: Exchange, headers: Record<string, string>): Answer {
  const fields = exchange.query.get('fields') ?? 'id';
  const { person } = caller;
  if (person && caller.token.login === 'facebook') {
    return jsonAnswer(200, selectFields({ id: person.userId, name: person.name }, fields), headers);
  }
  const account = requireAccount(caller, 'me');
  const whole = { ...describeAccount(account, exchange), id: account.appScopedId, user_id: account.userId };
  return jsonAnswer(200, selectFields({ ...whole, account_type: account.accountType }, fields), headers);
}

/** `GET graph.facebook.com/{ig-id}`. */
export function answerAccount(
  account: SimulatedInstagram,
  exchange: Exchange,
  headers: Record<string, string>,
): Answer {
  return jsonAnswer(
    200,
    selectFields(describeAccount(account, exchange), exchange.query.get('fields') ?? 'id'),
    headers,
  );
}

function describeAccount({ userId, username, name }: SimulatedInstagram, exchange: Exchange) {
  const picture = `${toBaseUrl(exchange)}/avatar/${username}.svg`;
  return { id: userId, username, name, profile_picture_url: picture };
}

/** `GET /{ig-id}/content_publishing_limit`. @throws GraphError */
export function answerPublishingLimit(
  instagram: Instagram,
  caller: MetaCaller,
  { path, query, nowMs }: Exchange,
  headers: Record<string, string>,
): Answer {
  const account = requireAccount(caller, path.split('/').at(-2) ?? '');
  const since = query.get('since');
  if (since !== null && !/^\d+$/.test(since)) throw new GraphError({ code: 100 });
  const config = { quota_total: instagram.options.dailyPosts, quota_duration: 86_400 };
  const whole = { quota_usage: countPosts(instagram, account.userId, nowMs), config };
  return jsonAnswer(200, { data: [selectFields(whole, query.get('fields') ?? 'quota_usage')] }, headers);
}
