import type { PlatformErrorKind } from '../../domain/posts/publisher.ts';

/** What a code that TikTok gives means for a post. */
export interface ErrorMeaning {
  readonly kind: PlatformErrorKind;
  /** For the user: what happened and what to do. */
  readonly message: string;
  /** How long to wait, in seconds: TikTok never says. */
  readonly wait?: number;
}

/** Limits of a day slide: some of it is free again before the day is over. */
const laterToday = 4 * 3600;
const soon = 3600;
/** The windows are sliding minutes. */
const minute = 60;

const rejected = (message: string): ErrorMeaning => ({ kind: 'rejected', message });
const reauthorize = (message: string): ErrorMeaning => ({ kind: 'reauthorize', message });
const quota = (wait: number, message: string): ErrorMeaning => ({ kind: 'quota', message, wait });
const transient: ErrorMeaning = {
  kind: 'transient',
  message: 'TikTok is having trouble. Hopper tries again by itself.',
};
const slowDown: ErrorMeaning = {
  kind: 'rate_limited',
  message: 'TikTok asked Hopper to slow down. Hopper tries again by itself.',
  wait: minute,
};
const refusedDetail = rejected('TikTok refused a detail of the post. Look at the TikTok settings of this video.');
const missingScope = reauthorize('Hopper was not given all permissions. Connect again and allow all of them.');

/**
 * Every documented code. What is not listed is decided by its HTTP status.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
 */
export const errorTable: Readonly<Record<string, ErrorMeaning>> = {
  invalid_param: refusedDetail,
  invalid_params: refusedDetail,
  invalid_file_upload: rejected('TikTok refused the file. Export it again as MP4 (H.264, AAC) and try again.'),
  scope_permission_missed: missingScope,
  scope_not_authorized: missingScope,
  access_token_invalid: reauthorize('TikTok does not accept the access any more. Connect the account again.'),
  app_version_check_failed: rejected('The TikTok app of this account is too old for drafts. Update it and try again.'),
  spam_risk_too_many_posts: quota(
    laterToday,
    'This account has reached its daily number of posts at TikTok. Hopper tries again by itself.',
  ),
  spam_risk_user_banned_from_posting: rejected(
    'TikTok does not allow this account to post. Open the TikTok app for the cause.',
  ),
  spam_risk_too_many_pending_share: quota(
    soon,
    'Too many drafts wait in the TikTok inbox of this account. Post or delete them; Hopper tries again by itself.',
  ),
  reached_active_user_cap: quota(
    laterToday,
    'This Hopper has reached its daily number of TikTok users. Hopper tries again by itself.',
  ),
  unaudited_client_can_only_post_to_private_accounts: rejected(
    'TikTok has not audited this Hopper yet: it may only post to private accounts. Set the TikTok account to private.',
  ),
  url_ownership_unverified: rejected('TikTok does not take videos from the address of this Hopper.'),
  privacy_level_option_mismatch: rejected(
    'The account does not offer this audience (any more). Choose another one in the TikTok settings.',
  ),
  rate_limit_exceeded: slowDown,
  internal_error: transient,
};

/** What a status means when the code is missing or new. */
export function meaningOfStatus(status: number): ErrorMeaning {
  if (status === 401) return reauthorize('TikTok does not accept the access any more. Connect the account again.');
  if (status === 429) return slowDown;
  if (status < 400 || status === 408 || status >= 500) return transient;
  return rejected('TikTok refused the video.');
}
