import type { TiktokValues } from '../platform-values.ts';

type Given = NonNullable<TiktokValues['privacy_level']>;
export type Privacy = 'public' | 'friends' | 'followers' | 'private';

/** TikTok's names of who may see a post, in a person's words. */
const byTiktok: Readonly<Record<string, Privacy>> = {
  PUBLIC_TO_EVERYONE: 'public',
  MUTUAL_FOLLOW_FRIENDS: 'friends',
  FOLLOWER_OF_CREATOR: 'followers',
  SELF_ONLY: 'private',
};
const all: readonly Privacy[] = ['public', 'friends', 'followers', 'private'];

/** Both ways of saying it as one. */
export function toPrivacy(given: Given | null | undefined): Privacy | undefined {
  if (given === null || given === undefined) return undefined;
  return all.find((privacy) => privacy === given) ?? byTiktok[given];
}

/** What this account may choose; all of it where nobody knows. */
export function listPrivacies(options: readonly string[] | undefined): readonly Privacy[] {
  if (!options) return all;
  const offered = options.map((option) => byTiktok[option]);
  return all.filter((privacy) => offered.includes(privacy));
}
