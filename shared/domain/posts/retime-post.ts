import type { PlatformTiming } from '../platforms/platform-rules.ts';
import type { ZonedTime } from '../schedules/local-time.ts';
import { aheadOf, dueTimeOf, timingOf, unplanned } from './build-post.ts';
import { withdrawal } from './cancel-post.ts';
import { hasStarted, isPlanned, startWinsMs } from './planned-post.ts';
import type { Post } from './post.ts';
import type { PostChange } from './post-store.ts';

/**
 * Gives a planned post another time. One that has begun stays what it is: its worker learns of the new time with the next
 * claim, at once or as soon as the lease of whoever is in the middle of a request has ended, and brings the platform in line.
 * @param post as it is at the moment of the write
 * @param when null = at once
 * @returns undefined when the start came first
 */
export function retimeChange(
  post: Post,
  when: ZonedTime | null,
  timing: PlatformTiming,
  now: number,
): PostChange | undefined {
  if (!isPlanned(post) || !isMovable(post, timing, now)) return undefined;
  const leaseUntil = leaseAfter(post);
  if (post.state === 'scheduled') return { ...timingOf(when, now, aheadOf(timing, post)), leaseUntil };
  // What is not at the platform yet has a reason of its own to wait, and nothing to be brought in line.
  const isWaiting = (post.state === 'waiting' || post.state === 'reconnect') && !hasStarted(post);
  return { ...dueTimeOf(when), notBefore: isWaiting ? post.notBefore : now, leaseUntil };
}

/**
 * Takes a planned post's time away: it is pending again or, when it has begun, taken back from the platform.
 * @returns undefined when the start came first
 */
export function unplanChange(post: Post, timing: PlatformTiming, now: number): PostChange | undefined {
  if (!isPlanned(post) || !isMovable(post, timing, now)) return undefined;
  if (post.state !== 'scheduled' && hasStarted(post)) return withdrawal(post, now, 'unplan');
  return { ...unplanned, leaseUntil: leaseAfter(post) };
}

/** Whether a planned post is still its user's to move: nobody is at it, or it can be taken back and its time is not near. */
function isMovable(post: Post, { canWithdraw }: PlatformTiming, now: number): boolean {
  if (post.wish !== null) return false;
  const isFree = post.leaseUntil <= now && (post.state === 'scheduled' || !hasStarted(post));
  if (isFree) return true;
  // Without access nobody can bring the platform in line.
  return canWithdraw && post.state !== 'reconnect' && post.dueAt !== null && post.dueAt > now + startWinsMs;
}

/** Whoever is in the middle of a request keeps the post for so long, unless nothing of it has begun, so that nothing counts. */
function leaseAfter(post: Post): number {
  return hasStarted(post) ? post.leaseUntil : 0;
}
