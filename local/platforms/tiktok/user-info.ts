import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { authorizeTiktokCaller, type TiktokCaller } from './authorize-caller.ts';
import { type Tiktok, toTiktokUrl, toUnionId } from './tiktok.ts';
import { invalidParam, okAnswer, TiktokError } from './tiktok-error.ts';

const profile = 'user.info.profile';
const stats = 'user.info.stats';
const basic = 'user.info.basic';

/** Every field with the scope that opens it. @see https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info */
const fields: Readonly<Record<string, readonly [scope: string, read: (view: UserView) => unknown]>> = {
  open_id: [basic, ({ caller }) => caller.openId],
  union_id: [basic, ({ caller }) => toUnionId(caller.account.id)],
  avatar_url: [basic, ({ avatarUrl }) => avatarUrl],
  avatar_url_100: [basic, ({ avatarUrl }) => avatarUrl],
  avatar_large_url: [basic, ({ avatarUrl }) => avatarUrl],
  display_name: [basic, ({ caller }) => caller.account.name],
  username: [profile, ({ caller }) => caller.account.username],
  bio_description: [profile, () => ''],
  profile_deep_link: [profile, ({ baseUrl, caller }) => `${baseUrl}/@${caller.account.username}`],
  is_verified: [profile, () => false],
  follower_count: [stats, () => 0],
  following_count: [stats, () => 0],
  likes_count: [stats, () => 0],
  video_count: [stats, () => 0],
};

interface UserView {
  readonly caller: TiktokCaller;
  readonly baseUrl: string;
  readonly avatarUrl: string;
}

/** `GET /v2/user/info/?fields=…`. @throws TiktokError */
export function handleUserInfo(tiktok: Tiktok, exchange: Exchange): Answer {
  const caller = authorizeTiktokCaller(tiktok, exchange, {
    scopes: [basic, profile, stats],
    call: 'user.info',
    limit: tiktok.options.readsPerMinute,
  });
  const names = (exchange.query.get('fields') ?? '').split(',').filter((name) => name !== '');
  if (names.length === 0) throw invalidParam('The fields parameter is required.');
  const baseUrl = toTiktokUrl(exchange);
  const view = { caller, baseUrl, avatarUrl: avatarUrlOf(baseUrl, caller.account.id) };
  const user = names.map((name) => {
    const field = fields[name];
    if (!field) throw invalidParam(`Unknown field ${name}.`);
    const [scope, read] = field;
    if (caller.scopes.includes(scope)) return [name, read(view)];
    throw new TiktokError(401, 'scope_not_authorized', `The user did not authorize the scope ${scope}.`);
  });
  return okAnswer({ user: Object.fromEntries(user) });
}

export function avatarUrlOf(baseUrl: string, accountId: string): string {
  return `${baseUrl}/avatar/${accountId}.svg`;
}
