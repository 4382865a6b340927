import type { Clock } from '../../domain/clock.ts';
import { longestDelayBefore } from '../../domain/posts/hint-delay.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { nextNudgeAt } from './next-nudge.ts';

export interface PostRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly hints: HintQueue;
  readonly clock: Clock;
}

/**
 * Hints at a post: ahead of its time, when no hint could be delayed for so long before, so that it arrives to the second; or
 * again, because its time has come without a worker taking it.
 */
export async function hintAgain(deps: PostRepairDeps, work: Extract<DueWork, { kind: 'post' }>): Promise<'hinted'> {
  const now = deps.clock.now();
  await deps.hints.send(work.platform, work.key, longestDelayBefore(work.notBefore, now));
  await deps.work.postpone(work, nextNudgeAt(work, now));
  return 'hinted';
}
