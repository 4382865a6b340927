import type { Clock } from '../domain/clock.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import { isClaimable, maxHintDelaySeconds } from '../domain/posts/next-look.ts';
import type { Post } from '../domain/posts/post.ts';

/**
 * Tells the next worker when to go on. A wait beyond what SQS can delay is left to the sweeper, which reads it from
 * the row.
 */
export async function sendNextHint(deps: { hints: HintQueue; clock: Clock }, post: Post): Promise<void> {
  if (!isClaimable(post.state)) return;
  const delaySeconds = Math.max(0, Math.ceil((post.notBefore - deps.clock.now()) / 1000));
  if (delaySeconds <= maxHintDelaySeconds) await deps.hints.send(post.platform, post, delaySeconds);
}
