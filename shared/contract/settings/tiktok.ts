import * as z from 'zod';
import { template } from './text.ts';
import { overridesOf } from './variants.ts';

/** Who may see a post: in a person's words or in TikTok's. */
export const TiktokPrivacy = z.enum([
  'public',
  'friends',
  'followers',
  'private',
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
]);
export type TiktokPrivacy = z.infer<typeof TiktokPrivacy>;

const fields = {
  privacy_level: TiktokPrivacy.describe('Must be one that the account offers; `followers` only private accounts do'),
  post_mode: z
    .enum(['direct', 'inbox'])
    .describe('`direct` posts; `inbox` leaves a draft in the account’s TikTok inbox, without words'),
  allow_comments: z.boolean(),
  allow_duet: z.boolean(),
  allow_stitch: z.boolean(),
  brand_organic_toggle: z.boolean().describe('The video promotes the creator’s own business'),
  brand_content_toggle: z.boolean().describe('The video is a paid partnership'),
  is_aigc: z.boolean().describe('The video was made by AI'),
  cover_timestamp_ms: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .describe('The frame that becomes the cover'),
};

/** TikTok's switches, without its texts. */
export const TiktokSwitches = z.object(fields);
export type TiktokSwitches = z.infer<typeof TiktokSwitches>;

/** TikTok's settings as they are answered: every field. */
export const TiktokSettings = z.strictObject({ ...fields, title_template: template, description_template: template });
export type TiktokSettings = z.infer<typeof TiktokSettings>;

/** What one video says at TikTok instead of the defaults. */
export const TiktokOverrides = overridesOf({ ...fields, title: template, description: template });

/** Everything that others could do with a video is off until its owner turns it on, as TikTok's audit wants it. */
export const tiktokDefaults: TiktokSettings = {
  privacy_level: 'private',
  post_mode: 'direct',
  allow_comments: false,
  allow_duet: false,
  allow_stitch: false,
  brand_organic_toggle: false,
  brand_content_toggle: false,
  is_aigc: false,
  cover_timestamp_ms: 0,
  title_template: '',
  description_template: '',
};
