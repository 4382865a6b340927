import * as z from 'zod';

/** TikTok's words for who may see a post. */
export const PrivacyLevel = z.enum(['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY']);
export type PrivacyLevel = z.infer<typeof PrivacyLevel>;

/** What goes out to TikTok with a video. */
export const TiktokRequest = z.object({
  /** `inbox`: a draft, for which nothing of the rest counts. */
  mode: z.enum(['direct', 'inbox']),
  title: z.string(),
  privacyLevel: PrivacyLevel,
  allowComments: z.boolean(),
  allowDuet: z.boolean(),
  allowStitch: z.boolean(),
  coverTimestampMs: z.number(),
  /** A paid partnership. */
  brandContent: z.boolean(),
  /** Promotes the creator's own business. */
  brandOrganic: z.boolean(),
  isAigc: z.boolean(),
});
export type TiktokRequest = z.infer<typeof TiktokRequest>;
