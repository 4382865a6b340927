import type { Clock } from '../../domain/clock.ts';
import type { RenewalQueue } from '../../domain/connections/renewal.ts';
import type { DueWork, WorkIndex } from '../../domain/posts/work-index.ts';
import { laterEachTime } from './next-nudge.ts';

export interface ConnectionRepairDeps {
  readonly work: Pick<WorkIndex, 'postpone'>;
  readonly renewals: RenewalQueue;
  readonly clock: Clock;
}

const again = { firstMs: 60 * 60_000, longestMs: 24 * 60 * 60_000 };

/**
 * Has a grant renewed that would end because nobody uses it. Whoever renews it sets the next look; until then it is asked
 * for again, less and less often: there are weeks left.
 */
export async function askForRenewal(
  { work: index, renewals, clock }: ConnectionRepairDeps,
  work: Extract<DueWork, { kind: 'connection' }>,
): Promise<'renewals'> {
  const { ownerId, connectionId, platform, nudges } = work;
  await renewals.ask({ ownerId, connectionId, platform });
  await index.postpone(work, clock.now() + laterEachTime(nudges, again));
  return 'renewals';
}
