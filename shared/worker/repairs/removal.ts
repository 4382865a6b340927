import type { Clock } from '../../domain/clock.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import type { RemovalHints } from '../../domain/removal/removal-store.ts';
import { laterEachTime } from './next-nudge.ts';

export interface RemovalRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly removalHints: RemovalHints;
  readonly clock: Clock;
}

const again = { firstMs: 3 * 60_000, longestMs: 60 * 60_000 };

/** Hints at a removal: asked for by somebody who cannot reach the queue, or left by a worker that died. */
export async function hintAtRemoval(
  { work: index, removalHints, clock }: RemovalRepairDeps,
  work: Extract<DueWork, { kind: 'removal' }>,
): Promise<'hinted'> {
  await removalHints.send(work.receiptId);
  await index.postpone(work, clock.now() + laterEachTime(work.nudges, again));
  return 'hinted';
}
