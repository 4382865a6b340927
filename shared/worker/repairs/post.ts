import type { Clock } from '../../domain/clock.ts';
import { longestDelayBefore } from '../../domain/posts/hint-delay.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';
import { hintGraceMs } from '../../domain/posts/next-look.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';

export interface PostRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly hints: HintQueue;
  readonly clock: Clock;
}

const firstNudgeMs = 5 * 60_000;
const longestNudgeMs = 60 * 60_000;

/**
 * Hints at a post: ahead of its time, when no hint could be delayed for so long before, so that it arrives to the second; or
 * again, because its time has come without a worker taking it.
 */
export async function hintAgain(deps: PostRepairDeps, work: Extract<DueWork, { kind: 'post' }>): Promise<'hinted'> {
  const now = deps.clock.now();
  await deps.hints.send(work.platform, work.key, longestDelayBefore(work.notBefore, now));
  await deps.work.postpone(work, nextLookAfter(work, now));
  return 'hinted';
}

function nextLookAfter({ notBefore, nudges }: Extract<DueWork, { kind: 'post' }>, now: number): number {
  if (notBefore > now) return notBefore + hintGraceMs;
  // A long queue is not made longer every minute: the more hints a post had, the later the next one.
  return now + Math.min(longestNudgeMs, firstNudgeMs * 2 ** nudges);
}
