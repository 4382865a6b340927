import type { Post } from '../domain/posts/post.ts';
import { boundCause } from '../domain/watch/bound-cause.ts';
import type { TellMetric } from '../domain/watch/metrics.ts';

/** States in which something has come out of a turn. */
const outcomes = ['published', 'failed', 'needs_check', 'reconnect', 'cancelled', 'waiting'] as const;

/**
 * Tells what a turn has made of a post, after it was stored.
 * @param now epoch ms
 */
export function tellPost(tell: TellMetric, post: Post, now: number): void {
  const { platform, state, error, dueAt, orderedAt = 0, ownerId, postId } = post;
  const outcome = outcomes.find((name) => name === state);
  if (!outcome) return;
  const facts = { ownerId, postId, code: error?.code };
  const cause = boundCause(error?.code);
  tell('PostOutcomes', { value: 1, of: { Platform: platform, Outcome: outcome, Cause: cause }, facts });
  if (outcome !== 'published') return;
  // What its user set going after its time, by connecting an account again, say, was not late before that.
  if (dueAt !== null) tell('ScheduleLag', { value: Math.max(0, now - Math.max(dueAt, orderedAt)), of: {}, facts });
  else if (orderedAt > 0) tell('PostTimeToLive', { value: now - orderedAt, of: { Platform: platform }, facts });
}
