import type { Clock } from '../domain/clock.ts';
import { hintDelaySeconds } from '../domain/posts/hint-delay.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import { isClaimable, maxHintDelaySeconds } from '../domain/posts/next-look.ts';
import type { Post } from '../domain/posts/post.ts';

/**
 * Tells the next worker when to go on. A wait beyond what SQS can delay is left to the sweeper, which looks at
 * the row in time.
 */
export async function sendNextHint(deps: { hints: HintQueue; clock: Clock }, post: Post): Promise<void> {
  if (!isClaimable(post.state)) return;
  const delaySeconds = hintDelaySeconds(post, deps.clock.now());
  if (delaySeconds <= maxHintDelaySeconds) await deps.hints.send(post.platform, post, delaySeconds);
}
