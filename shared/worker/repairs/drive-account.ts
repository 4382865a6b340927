import type { Clock } from '../../domain/clock.ts';
import type { IdleAccountQueue } from '../../domain/drive/idle-accounts.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { laterEachTime } from './next-nudge.ts';

export interface DriveAccountRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly idleAccounts: IdleAccountQueue;
  readonly clock: Clock;
}

const again = { firstMs: 10 * 60_000, longestMs: 6 * 60 * 60_000 };

/**
 * Has a Drive account given up that no session needs any more. As long as an unfinished transfer does, nothing happens: it is
 * asked for again, less and less often.
 */
export async function askToGiveUp(
  { work: index, idleAccounts, clock }: DriveAccountRepairDeps,
  work: Extract<DueWork, { kind: 'drive-account' }>,
): Promise<'idle'> {
  const { ownerId, connectionId, nudges } = work;
  await idleAccounts.ask({ ownerId, connectionId });
  await index.postpone(work, clock.now() + laterEachTime(nudges, again));
  return 'idle';
}
