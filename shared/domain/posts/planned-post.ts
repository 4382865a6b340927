import { hasBegun } from './build-post.ts';
import type { Post, PostState } from './post.ts';

/** States of a post that a worker may be busy with, now or soon. */
export const movingStates = ['queued', 'uploading', 'processing', 'waiting'] as const satisfies readonly PostState[];

/** States of a post that has a time, if it has one: not begun, begun ahead of it, or waiting for its account. */
export const plannedStates = ['scheduled', ...movingStates, 'reconnect'] as const satisfies readonly PostState[];

/** Whoever comes later than this before the due time cannot be sure to be faster than the platform. */
export const startWinsMs = 10_000;

/** Whether something of a post may be at its platform: what is processed has all of its bytes there. */
export function hasStarted(post: Pick<Post, 'state' | 'checkpoint' | 'remoteId'>): boolean {
  return post.state === 'processing' || hasBegun(post);
}

/** Whether a post has a time and, as far as its row tells, is not out yet. */
export function isPlanned({ state, dueAt }: Pick<Post, 'state' | 'dueAt'>): boolean {
  return state === 'scheduled' || (dueAt !== null && plannedStates.some((name) => name === state));
}

/** Whether a post goes live at a time that is still to come, and its user has not changed their mind. */
export function isToCome(post: Pick<Post, 'state' | 'dueAt' | 'wish'>, now: number): boolean {
  const isAhead = post.state === 'scheduled' || (post.dueAt !== null && post.dueAt > now);
  return isPlanned(post) && isAhead && post.wish === null;
}

/**
 * Whether everything of a post is at the platform, unseen, and nothing is left to be done before its time. Told by the row
 * alone: the last thing that was written, before its time, is that it goes on at its time.
 */
export function isLanded(post: Pick<Post, 'state' | 'dueAt' | 'notBefore' | 'updatedAt'>): boolean {
  const { state, dueAt, notBefore, updatedAt } = post;
  return state === 'processing' && dueAt !== null && notBefore >= dueAt && updatedAt < dueAt;
}

/**
 * Whether a post has begun and nobody knows yet what came of it, even while no worker holds it: it may be out, its answer lost.
 */
export function isUndecided(post: Pick<Post, 'state' | 'checkpoint' | 'remoteId'>): boolean {
  return post.state !== 'processing' && movingStates.some((state) => state === post.state) && hasBegun(post);
}

/** Whether something of a post may be at its platform, unseen, that would come out later even if nobody looked any more. */
export function isHeldThere(post: Post, now: number): boolean {
  const isMoving = plannedStates.some((state) => state === post.state);
  return isMoving && hasStarted(post) && (post.wish !== null || (post.dueAt !== null && post.dueAt > now));
}
