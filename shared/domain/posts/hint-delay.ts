import { maxHintDelaySeconds } from './next-look.ts';
import type { Post } from './post.ts';

/** A hint for an exact second comes one to two seconds ahead of it; more is never waited for in a worker. */
export const longestShortWaitMs = 2_500;

/**
 * The delay of a post's next hint: whole seconds, as SQS takes them. What is due to the second gets its hint a little
 * early, because queues and cold starts take their time, and its worker waits the rest. Everything else gets it a little
 * late, so that no worker waits for it.
 * @returns seconds; more than `maxHintDelaySeconds` when no hint can wait that long
 */
export function hintDelaySeconds({ notBefore, dueAt }: Pick<Post, 'notBefore' | 'dueAt'>, now: number): number {
  if (notBefore === dueAt) return secondsToJustBefore(notBefore, now);
  return wholeSecondsTo(notBefore, now);
}

/** The delay of a hint that does not arrive before its time. */
export function wholeSecondsTo(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

/** The delay of a hint that arrives just before an exact time, for a worker to wait for it. */
export function secondsToJustBefore(at: number, now: number): number {
  return Math.max(0, Math.floor((at - now) / 1000) - 1);
}

/** The same for whoever cannot know how far away that is. */
export function longestDelayBefore(at: number, now: number): number {
  return Math.min(maxHintDelaySeconds, secondsToJustBefore(at, now));
}
