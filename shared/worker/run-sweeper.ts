import type { SweeperRuns } from '../domain/posts/sweeper-runs.ts';
import { type OrphanDeps, removeOrphans } from './repairs/orphans.ts';
import { type SweepCounts, type SweepDeps, sweep } from './sweep.ts';

export interface SweeperDeps extends SweepDeps {
  readonly orphans: OrphanDeps;
  readonly runs: SweeperRuns;
}

export interface RunCounts extends SweepCounts {
  /** Objects that no row names. */
  readonly orphans: number;
}

/**
 * One run of the sweeper: what is due, then a piece of the search for orphans, then a note that it has run. What is due
 * never waits for the rest.
 * @param endsAt when the process will be stopped, epoch ms
 */
export async function runSweeper(deps: SweeperDeps, endsAt: number): Promise<RunCounts> {
  const { clock, log } = deps;
  const startedAt = clock.now();
  const swept = await sweep(deps, endsAt);
  const orphans = clock.now() < endsAt ? await removeOrphans(deps.orphans).catch(failed('orphans')) : 0;
  const counts = { ...swept, orphans: orphans ?? 0 };
  if (counts.failed > 0) deps.tell('SweeperFailures', { value: counts.failed, of: {} });
  await deps.runs.note({ startedAt, endedAt: clock.now(), counts }).catch(failed('runs'));
  return counts;

  function failed(part: string) {
    return (error: unknown): undefined => void log.error('sweeper part failed', { part, error });
  }
}
