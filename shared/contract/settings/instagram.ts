import * as z from 'zod';
import { publicAddress } from './public-address.ts';
import { text } from './text.ts';
import { overridesOf } from './variants.ts';

/** Instagram's own limit of captions and comments. */
const caption = text.max(2200, 'At most 2200 characters.');
const username = text.regex(/^@?[\w.]{1,30}$/, 'A username has letters, digits, dots and underscores, at most 30.');
const oneOf = (names: string) => `At most ${names}.`;

const fields = {
  media_type: z.enum(['REELS', 'STORIES']).describe('A story has no words and is gone after a day'),
  share_to_feed: z.boolean().describe('The reel also appears in the feed'),
  location_id: text.regex(/^\d{0,30}$/, 'The id of a Page with a location: digits.').describe('Empty = none'),
  cover_url: z
    .union([z.literal(''), publicAddress.max(2000)])
    .describe('Public JPEG of at most 8 MB; empty = a frame of the video'),
  thumb_offset_ms: z
    .int()
    .min(0)
    .max(15 * 60_000)
    .describe('The frame that becomes the cover, milliseconds from the start'),
  collaborators: z.array(username).max(3, oneOf('3 collaborators')).describe('Usernames; they are asked to agree'),
  user_tags: z.array(username).max(20, oneOf('20 people')).describe('Usernames of people in the video'),
  audio_name: text.max(100, 'At most 100 characters.').describe('Name of the original audio; empty = none'),
  trial_reel: z.boolean().describe('Shown to people who do not follow the account, until it is graduated in the app'),
  first_comment: caption.describe('A comment of the account itself, right after publishing; empty = none'),
  is_ai_generated: z.boolean(),
  is_paid_partnership: z.boolean(),
  branded_content_sponsor_ids: z
    .array(text.regex(/^\d{1,30}$/, 'An id is digits.'))
    .max(2, oneOf('2 sponsors'))
    .describe('Ids of the sponsors of a paid partnership'),
  disable_comments: z.boolean().describe('Comments are switched off right after publishing'),
  disable_likes: z.boolean().describe('Must be false: Instagram has no API for it'),
};

/** Instagram's switches, without its text. */
export const InstagramSwitches = z.object(fields);
export type InstagramSwitches = z.infer<typeof InstagramSwitches>;

/** Instagram's settings as they are answered: every field. */
export const InstagramSettings = z.strictObject({ ...fields, caption_template: caption });
export type InstagramSettings = z.infer<typeof InstagramSettings>;

/** What one video says at Instagram instead of the defaults. */
export const InstagramOverrides = overridesOf({ ...fields, caption });

export const instagramDefaults: InstagramSettings = {
  media_type: 'REELS',
  share_to_feed: true,
  location_id: '',
  cover_url: '',
  thumb_offset_ms: 0,
  collaborators: [],
  user_tags: [],
  audio_name: '',
  trial_reel: false,
  first_comment: '',
  is_ai_generated: false,
  is_paid_partnership: false,
  branded_content_sponsor_ids: [],
  disable_comments: false,
  disable_likes: false,
  caption_template: '',
};
