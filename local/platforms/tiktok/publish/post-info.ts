import * as z from 'zod';
import type { TiktokCaller } from '../authorize-caller.ts';
import { listPrivacyOptions, privacyLevels } from '../simulated-accounts.ts';
import { invalidParam, TiktokError } from '../tiktok-error.ts';
import type { PostInfo } from './task.ts';

/** UTF-16 code units, which is what `length` counts; the schema library counts characters. */
const maxTitleUnits = 2200;

const flag = z.boolean().default(false);
const postInfoInput = z.object({
  title: z
    .string()
    .refine((title) => title.length <= maxTitleUnits, 'The title is too long.')
    .default(''),
  privacy_level: z.enum(privacyLevels),
  disable_duet: flag,
  disable_comment: flag,
  disable_stitch: flag,
  video_cover_timestamp_ms: z.int32().min(0).default(0),
  brand_content_toggle: flag,
  brand_organic_toggle: flag,
  is_aigc: flag,
});

/**
 * Checks `post_info` of a direct post.
 * @throws TiktokError
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 */
export function parsePostInfo({ app, account }: TiktokCaller, input: unknown): PostInfo {
  const parsed = postInfoInput.safeParse(input);
  if (!parsed.success) throw invalidParam(`post_info: ${z.prettifyError(parsed.error)}`);
  const info = parsed.data;
  if (!app.audited && !account.private) {
    throw new TiktokError(
      403,
      'unaudited_client_can_only_post_to_private_accounts',
      'Unaudited clients can only post to a private account.',
    );
  }
  if (!listPrivacyOptions(account).includes(info.privacy_level)) {
    const message = 'The privacy_level is not among the options of creator_info.';
    throw new TiktokError(403, 'privacy_level_option_mismatch', message);
  }
  // The rules of the user interface forbid it; what the API answers is not documented, so this is ours.
  if (info.brand_content_toggle && info.privacy_level === 'SELF_ONLY') {
    throw invalidParam('Branded content visibility cannot be set to private.');
  }
  return {
    title: info.title,
    privacy: app.audited ? info.privacy_level : 'SELF_ONLY',
    allowsComments: !info.disable_comment && !account.commentDisabled,
    allowsDuet: !info.disable_duet && !account.duetDisabled,
    allowsStitch: !info.disable_stitch && !account.stitchDisabled,
    coverTimestampMs: info.video_cover_timestamp_ms,
    brandedContent: info.brand_content_toggle,
    ownBusiness: info.brand_organic_toggle,
    aiGenerated: info.is_aigc,
  };
}
