import type { Clock } from '../../domain/clock.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import type { RemovalHints } from '../../domain/removal/removal-store.ts';
import { laterEachTime } from './next-nudge.ts';

export interface RemovalRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly removalHints: RemovalHints;
  readonly clock: Clock;
}

export type DueRemoval = Extract<DueWork, { kind: 'removal' }>;

/** Removals that begin within a minute: nobody waits for one, and each asks much of the table. */
export const removalsPerRun = 2;

const again = { firstMs: 3 * 60_000, longestMs: 60 * 60_000 };

/** Hints at removals: asked for, left by the worker before, or by one that died. @returns how many */
export async function hintAtRemovals(
  { work: index, removalHints, clock }: RemovalRepairDeps,
  due: readonly DueRemoval[],
): Promise<number> {
  const removals = due.toSorted((a, b) => a.lookAt - b.lookAt).slice(0, removalsPerRun);
  for (const removal of removals) {
    await removalHints.send(removal.receiptId);
    await index.postpone(removal, clock.now() + laterEachTime(removal.nudges, again));
  }
  return removals.length;
}
