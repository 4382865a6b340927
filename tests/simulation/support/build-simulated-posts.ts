import { type PlatformName, platformNames } from '../../../shared/contract/platform-names.ts';
import { aheadOf, timingOf } from '../../../shared/domain/posts/build-post.ts';
import type { Post, PublishRequest } from '../../../shared/domain/posts/post.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { buildPost } from '../../support/build-post.ts';
import { between, type Random } from './seeded-random.ts';
import type { Account } from './simulated-accounts.ts';
import type { Weather } from './weather.ts';

const minute = 60_000;
const sizes = [5_000, 300_000, 9_000_000, 20_000_001, 45_000_000] as const;

/** One or two users with an account at every platform. */
export function drawAccounts(random: Random): Account[] {
  const owners = random() < 0.5 ? ['ada'] : ['ada', 'bob'];
  return owners.flatMap((ownerId) => platformNames.map((platform) => buildAccount(ownerId, platform, random)));
}

export function buildAccount(ownerId: string, platform: PlatformName, random: Random): Account {
  const ids = { ownerId, connectionId: `${ownerId}-${platform}`, platform };
  const variants: Readonly<Record<PlatformName, string | null>> = {
    youtube: null,
    tiktok: null,
    instagram: random() < 0.5 ? 'facebook_login' : 'instagram_login',
  };
  // Instagram's accounts have numbers.
  const remoteId = `1784${[...ids.connectionId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7)}`;
  return { ...ids, remoteId, variant: variants[platform] };
}

/** A few videos, each for some of its owner's accounts, at once or at a time. */
export function drawPosts(random: Random, accounts: readonly Account[], weather: Weather, now: number): Post[] {
  const owners = [...new Set(accounts.map(({ ownerId }) => ownerId))];
  const videos = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => index);
  return videos.flatMap((video) => {
    const ownerId = owners[video % owners.length] ?? 'ada';
    const sizeBytes = sizes[Math.floor(random() * sizes.length)] ?? 1;
    const at = random() < weather.planned ? Math.round(now + between(random, 20 * minute, 240 * minute)) : null;
    const own = accounts.filter((account) => account.ownerId === ownerId);
    const chosen = own.filter(() => random() < 0.6);
    return (chosen.length > 0 ? chosen : own.slice(0, 1)).map((account) =>
      buildSimulatedPost({ account, video, sizeBytes, at, now, isBad: random() < weather.badWords }),
    );
  });
}

interface WantedPost {
  readonly account: Account;
  readonly video: number;
  readonly sizeBytes: number;
  readonly at: number | null;
  readonly now: number;
  readonly isBad?: boolean;
}

export function buildSimulatedPost({ account, video, sizeBytes, at, now, isBad = false }: WantedPost): Post {
  const { ownerId, connectionId, platform } = account;
  const videoId = `01JD${String(video).padStart(22, '0')}`;
  const words = `${isBad ? '<' : ''}Video ${video} of ${ownerId}`;
  const base = { ownerId, connectionId, platform, videoId, sizeBytes, createdAt: now, filename: `file-${video}.mp4` };
  const post = buildPost({ ...base, postId: `${videoId}-${connectionId}`, request: requests[platform](words, video) });
  return { ...post, ...timingOf(zoned(at), now, aheadOf(platformRules[platform].timing, post)) };
}

/** A time as a user has said it. */
export function zoned(at: number | null) {
  return at === null ? null : { at, local: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' };
}

export function wordsOf({ request }: Pick<Post, 'request'>): string {
  return String(request.title ?? request.caption);
}

const requests: Readonly<Record<PlatformName, (words: string, video: number) => PublishRequest>> = {
  youtube: (title, video) => ({
    ...{ title, description: 'Words', tags: ['one'], madeForKids: false },
    visibility: video % 3 === 2 ? 'private' : 'public',
  }),
  tiktok: (title, video) => ({
    ...{ mode: 'direct', title, privacyLevel: video % 2 === 0 ? 'PUBLIC_TO_EVERYONE' : 'SELF_ONLY' },
    ...{ allowComments: true, allowDuet: true, allowStitch: true, coverTimestampMs: 0 },
    ...{ brandContent: false, brandOrganic: false, isAigc: false },
  }),
  instagram: (caption) => ({
    ...{ mediaType: 'REELS', caption, shareToFeed: true, locationId: null, cover: null, thumbOffsetMs: 0 },
    ...{ collaborators: [], userTags: [], audioName: null, isTrial: false, isAiGenerated: false },
    ...{ isPaidPartnership: false, sponsorIds: [], firstComment: null, allowComments: true },
  }),
};
