import type { Connection } from '../connections/connection.ts';
import type { PlatformTiming } from '../platforms/platform-rules.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import type { VideoRecord } from '../videos/video.ts';
import { type Post, type PublishRequest, postIdOf } from './post.ts';
import type { PostChange } from './post-store.ts';
import { spreadOf } from './spread.ts';

/** What is to be posted, and where. */
export interface PostInput {
  readonly video: VideoRecord;
  readonly destination: Pick<Connection, 'connectionId' | 'platform'>;
  readonly request: PublishRequest;
  readonly timing: PlatformTiming;
}

/** A post that was not there before. */
export function buildPost(
  { video, destination, request, timing }: PostInput,
  when: ZonedTime | null,
  now: number,
): Post {
  const { connectionId, platform } = destination;
  const { sizeBytes } = video;
  const postId = postIdOf(video.videoId, connectionId);
  return {
    ownerId: video.ownerId,
    postId,
    videoId: video.videoId,
    connectionId,
    platform,
    request,
    videoVersion: video.version,
    objectKey: video.objectKey,
    filename: video.filename,
    contentType: video.contentType,
    sizeBytes,
    fence: 0,
    leaseUntil: 0,
    ...timingOf(when, now, aheadOf(timing, { postId, sizeBytes })),
    failures: 0,
    bytesSent: 0,
    checkpoint: null,
    remoteId: null,
    url: null,
    error: null,
    createdAt: now,
    publishedAt: null,
    updatedAt: now,
  };
}

/**
 * Makes a post go at a time, or at once.
 * @param when null = at once
 * @param aheadMs how long before its time it is begun: `aheadOf`
 */
export function timingOf(when: ZonedTime | null, now: number, aheadMs: number) {
  const base = { wish: null } as const;
  if (!when) return { ...base, state: 'queued', notBefore: now, dueAt: null, schedule: null } as const;
  const notBefore = Math.max(now, when.at - aheadMs);
  return { ...base, state: 'scheduled', notBefore, ...dueTimeOf(when) } as const;
}

/** When a post goes live, and how its user has said it. */
export function dueTimeOf(when: ZonedTime | null) {
  if (!when) return { dueAt: null, schedule: null };
  return { dueAt: when.at, schedule: { local: when.local, timeZone: when.timeZone } };
}

/** Thousands of posts that are due in one second begin within so long a stretch. */
const longestSpreadMs = 10 * 60_000;

/** How long before its time a planned post is begun, milliseconds. */
export function aheadOf(timing: PlatformTiming, { postId, sizeBytes }: Pick<Post, 'postId' | 'sizeBytes'>): number {
  const aheadMs = timing.landAheadSeconds(sizeBytes) * 1000;
  return aheadMs === 0 ? 0 : aheadMs + spreadOf(postId, longestSpreadMs);
}

/** Takes a post's time away. Whatever it waited for is no concern of it any more. */
export const unplanned = {
  state: 'pending',
  dueAt: null,
  schedule: null,
  error: null,
  failures: 0,
} as const satisfies PostChange;

/** Nothing of a post is at its platform, or nothing that counts any more: a later try starts from the beginning. */
export const nothingThere = { checkpoint: null, bytesSent: 0, remoteId: null, url: null } as const satisfies PostChange;

/** Whether something of the post may exist at the platform; then it goes on with the words it began with. */
export function hasBegun({ checkpoint, remoteId }: Pick<Post, 'checkpoint' | 'remoteId'>): boolean {
  return hasCheckpoint({ checkpoint }) || remoteId !== null;
}

/** Whether a publisher has left anything for its next step. */
export function hasCheckpoint({ checkpoint }: { readonly checkpoint?: unknown }): boolean {
  return checkpoint !== null && checkpoint !== undefined;
}
