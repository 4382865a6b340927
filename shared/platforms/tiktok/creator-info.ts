import * as z from 'zod';

/** What an account may do right now: the capabilities of a TikTok connection. */
export const CreatorInfo = z.object({
  username: z.string(),
  nickname: z.string(),
  /** Ends after two hours. */
  avatarUrl: z.string().nullable(),
  /** In TikTok's words; new ones may come. */
  privacyLevels: z.array(z.string()),
  commentDisabled: z.boolean(),
  duetDisabled: z.boolean(),
  stitchDisabled: z.boolean(),
  maxDurationSeconds: z.number(),
});
export type CreatorInfo = z.infer<typeof CreatorInfo>;
