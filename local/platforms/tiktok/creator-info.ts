import { findFault } from '../faults/fault-rule.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { authorizeTiktokCaller, type TiktokCaller } from './authorize-caller.ts';
import { listPrivacyOptions } from './simulated-accounts.ts';
import { type Tiktok, toTiktokUrl } from './tiktok.ts';
import { okAnswer, TiktokError } from './tiktok-error.ts';
import { avatarUrlOf } from './user-info.ts';

/**
 * `POST /v2/post/publish/creator_info/query/`.
 * @throws TiktokError with status 200 for an account that cannot post now
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info
 */
export function handleCreatorInfo(tiktok: Tiktok, exchange: Exchange): Answer {
  const caller = authorizeTiktokCaller(tiktok, exchange, {
    scopes: ['video.publish'],
    call: 'creator_info',
    limit: tiktok.options.creatorInfoPerMinute,
  });
  assertMayPost(tiktok, caller, { nowMs: exchange.nowMs, status: 200 });
  const { account } = caller;
  // What is answered now is not true any more a moment later.
  if (findFault(exchange.faults, 'outcome')?.outcome === 'locked-private') tiktok.makePrivate(account.id);
  return okAnswer({
    creator_avatar_url: avatarUrlOf(toTiktokUrl(exchange), account.id),
    creator_username: account.username,
    creator_nickname: account.name,
    privacy_level_options: listPrivacyOptions(account),
    comment_disabled: account.commentDisabled,
    duet_disabled: account.duetDisabled,
    stitch_disabled: account.stitchDisabled,
    max_video_post_duration_sec: account.maxDurationSeconds,
  });
}

const dayMs = 24 * 3600 * 1000;

/**
 * What keeps an account from posting now.
 * @param when.status creator_info says it with 200, init with 403
 * @throws TiktokError
 */
export function assertMayPost(
  { tasks, options }: Tiktok,
  { app, account }: TiktokCaller,
  { nowMs, status }: { nowMs: number; status: number },
): void {
  if (account.banned) {
    const message = 'The user is banned from making new posts.';
    throw new TiktokError(status, 'spam_risk_user_banned_from_posting', message);
  }
  if (tasks.countPosts(account.id, nowMs - dayMs) >= options.dailyPosts) {
    const message = 'The daily post cap from the API is reached for the current user.';
    throw new TiktokError(status, 'spam_risk_too_many_posts', message);
  }
  if (app.audited) return;
  const users = tasks.listActiveUsers(app.clientKey, nowMs - dayMs);
  if (users.length >= options.activeUsers && !users.includes(account.id)) {
    const message = 'The daily quota for active publishing users from your client is reached.';
    throw new TiktokError(status, 'reached_active_user_cap', message);
  }
}
