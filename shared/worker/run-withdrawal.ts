import { isDeepStrictEqual } from 'node:util';
import { hasBegun, nothingThere, unplanned } from '../domain/posts/build-post.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import { assertMoving, type StepsOptions, takeStep } from './take-step.ts';

/** Nothing of it is left at the platform, nor anything of its plan here. */
function withdrawn({ wish }: Pick<Post, 'wish'>): PostChange {
  return { ...nothingThere, ...unplanned, state: wish === 'unplan' ? 'pending' : 'cancelled', wish: null };
}

/**
 * Takes a post back before anybody sees it, by the same rules as `runSteps`: what a successor needs is stored before the
 * next step, and a step that was cut is repeated. The wish stays in the row until it is fulfilled or too late.
 * @returns the change that ends this turn; undefined when it is too late, and the post goes on
 * @throws StepFailedError when the platform's code failed; LeaseLostError; errors of the store as they are
 */
export async function runWithdrawal(options: StepsOptions): Promise<PostChange | undefined> {
  const { publisher, lease, clock } = options;
  if (!hasBegun(lease.row)) return withdrawn(lease.row);
  let resumed = true;
  let idleSteps = 0;
  while (clock.now() < options.startUntil) {
    const { checkpoint, bytesSent } = lease.row;
    const result = await takeStep(options, { checkpoint, bytesSent, resumed }, !resumed, (step) =>
      publisher.withdraw(step),
    );
    if (result === 'cut') break;
    if (result.state === 'withdrawn') return withdrawn(lease.row);
    if (result.state === 'too-late') {
      await lease.save({ wish: null });
      return undefined;
    }
    if (result.waitSeconds > 0) return waiting(result, clock.now());
    const isChanged = !isDeepStrictEqual(result.checkpoint, checkpoint);
    idleSteps = isChanged || resumed ? 0 : idleSteps + 1;
    assertMoving(idleSteps);
    resumed = false;
    if (isChanged) await lease.save({ checkpoint: result.checkpoint });
  }
  return { notBefore: clock.now() };
}

function waiting({ checkpoint, waitSeconds }: { checkpoint: unknown; waitSeconds: number }, now: number): PostChange {
  return { checkpoint, failures: 0, error: null, notBefore: now + waitSeconds * 1000 };
}
