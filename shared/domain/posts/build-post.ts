import type { Connection } from '../connections/connection.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import type { VideoRecord } from '../videos/video.ts';
import { type Post, type PublishRequest, postIdOf } from './post.ts';
import type { PostChange } from './post-store.ts';

/** A post that was not there before. */
export function buildPost(
  video: VideoRecord,
  { connectionId, platform }: Pick<Connection, 'connectionId' | 'platform'>,
  request: PublishRequest,
  when: ZonedTime | null,
  now: number,
): Post {
  return {
    ownerId: video.ownerId,
    postId: postIdOf(video.videoId, connectionId),
    videoId: video.videoId,
    connectionId,
    platform,
    request,
    objectKey: video.objectKey,
    filename: video.filename,
    contentType: video.contentType,
    sizeBytes: video.sizeBytes,
    fence: 0,
    leaseUntil: 0,
    ...timingOf(when, now),
    wish: null,
    failures: 0,
    bytesSent: 0,
    checkpoint: null,
    remoteId: null,
    url: null,
    error: null,
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * Makes a post go at a time, or at once.
 * @param when null = at once
 */
export function timingOf(when: ZonedTime | null, now: number) {
  if (!when) return { state: 'queued', notBefore: now, dueAt: null, schedule: null } as const;
  const schedule = { local: when.local, timeZone: when.timeZone };
  return { state: 'scheduled', notBefore: when.at, dueAt: when.at, schedule } as const;
}

/** Takes a post's time away. */
export const unplanned = { state: 'pending', dueAt: null, schedule: null } as const satisfies PostChange;

/** Whether something of the post may exist at the platform; then it goes on with the words it began with. */
export function hasBegun({ checkpoint, remoteId }: Pick<Post, 'checkpoint' | 'remoteId'>): boolean {
  return (checkpoint !== null && checkpoint !== undefined) || remoteId !== null;
}
