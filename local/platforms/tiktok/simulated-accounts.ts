import * as z from 'zod';

/** A TikTok account that a person can pick on the consent page. */
export const tiktokAccountSchema = z.strictObject({
  /** Short name for `sim_account`. */
  id: z.string(),
  username: z.string().regex(/^[a-z0-9._]{2,24}$/),
  name: z.string(),
  /** A private account offers its followers instead of everybody. */
  private: z.boolean().default(false),
  /** Barred from posting. */
  banned: z.boolean().default(false),
  commentDisabled: z.boolean().default(false),
  duetDisabled: z.boolean().default(false),
  stitchDisabled: z.boolean().default(false),
  maxDurationSeconds: z.int().min(1).default(600),
});
export type TiktokAccount = z.infer<typeof tiktokAccountSchema>;

/** The people of the local world, as far as they are at TikTok. */
export const defaultTiktokAccounts: z.input<typeof tiktokAccountSchema>[] = [
  { id: 'ada', username: 'adamakes', name: 'Ada Makes' },
  { id: 'ben', username: 'benbuilds', name: 'Ben Builds', stitchDisabled: true, maxDurationSeconds: 180 },
  { id: 'cleo', username: 'cleo.winter', name: 'Cleo Winter', private: true, duetDisabled: true, stitchDisabled: true },
  { id: 'dana', username: 'danaruiz', name: 'Dana Ruiz', banned: true },
  { id: 'north-studio', username: 'north.studio', name: 'North Studio', commentDisabled: true },
];

export const privacyLevels = [
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
] as const;
export type PrivacyLevel = (typeof privacyLevels)[number];

/** @see https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info */
export function listPrivacyOptions(account: TiktokAccount): PrivacyLevel[] {
  const widest = account.private ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE';
  return [widest, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
}
