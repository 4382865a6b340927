import type { Clock } from '../../domain/clock.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';

export interface PostRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly hints: HintQueue;
  readonly clock: Clock;
}

const firstNudgeMs = 5 * 60_000;
const longestNudgeMs = 60 * 60_000;

/** Hints again at a post whose time has come without a worker taking it. */
export async function hintAgain(deps: PostRepairDeps, work: Extract<DueWork, { kind: 'post' }>): Promise<'hinted'> {
  await deps.hints.send(work.platform, work.key);
  // A long queue is not made longer every minute: the more hints a post had, the later the next one.
  const putOffMs = Math.min(longestNudgeMs, firstNudgeMs * 2 ** work.nudges);
  await deps.work.postpone(work, deps.clock.now() + putOffMs);
  return 'hinted';
}
