import type { Connection } from '../connections/connection.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import { aheadOf, hasBegun, type PostInput, timingOf } from './build-post.ts';
import { isPlanned, plannedStates } from './planned-post.ts';
import type { Post } from './post.ts';
import type { PostChange } from './post-store.ts';
import { retimeChange } from './retime-post.ts';

/**
 * What becomes of a post that is there already when its video is posted, or gets a time: decided by the row at the moment of
 * the write.
 * @param when null = at once
 * @returns undefined when nothing can be changed about it any more
 */
export function takeUpChange(
  post: Post,
  { video, request, timing, destination }: PostInput & { readonly destination: Pick<Connection, 'state'> },
  when: ZonedTime | null,
  now: number,
): PostChange | undefined {
  // It is to be taken back first: an order that let it go on would say that it is queued.
  if (post.wish !== null) return undefined;
  // What has begun at the platform goes on with the words that it began with, and newer words are not undone.
  const keepsWords = hasBegun(post) || post.videoVersion > video.version;
  const words = keepsWords ? {} : { request, videoVersion: video.version };
  const fresh = { error: null, failures: 0 } as const;
  // Its account is connected again: it is freed, and goes at the time that it has, if it has one.
  const isFreed = post.state === 'reconnect' && destination.state === 'connected';
  if (isFreed) return { state: 'queued', notBefore: now, ...fresh };
  if (isPlanned(post)) {
    const change = retimeChange(post, when, timing, now);
    return change && { ...(post.state === 'scheduled' ? { ...fresh, ...words } : {}), ...change };
  }
  // On its way without a time: another call has said so since this one has read it.
  const isUnderWay = plannedStates.some((state) => state === post.state);
  if (isUnderWay || post.leaseUntil > now) return undefined;
  return { ...timingOf(when, now, aheadOf(timing, post)), ...fresh, ...words };
}
