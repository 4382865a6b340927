import type { DueWork, WorkIndex } from '../domain/posts/work-index.ts';
import { hintAgain, type PostRepairDeps } from './repairs/post.ts';
import { abandonUpload, type UploadRepairDeps } from './repairs/upload.ts';
import type { WorkerLog } from './worker-log.ts';

export interface SweepDeps extends PostRepairDeps, UploadRepairDeps {
  readonly work: WorkIndex;
  readonly log: WorkerLog;
}

/** The most that one run does; what is left is still due a minute later. */
const maxItems = 2_000;

export interface SweepCounts {
  readonly hinted: number;
  readonly abandoned: number;
  readonly failed: number;
}

/**
 * Repairs what hints have lost: every post whose time has come without a worker taking it is hinted at again, every
 * upload that was not finished in time is given up. One thing that fails does not keep the others.
 * @param endsAt when the process will be stopped, epoch ms; no page is begun after it
 */
export async function sweep(deps: SweepDeps, endsAt: number): Promise<SweepCounts> {
  const counts = { hinted: 0, abandoned: 0, failed: 0 };
  const now = deps.clock.now();
  for (const shard of deps.work.shards) {
    let after: unknown;
    do {
      const page = await deps.work.listDue(shard, now, after);
      for (const outcome of await Promise.all(page.due.map((item) => repair(deps, item)))) counts[outcome] += 1;
      counts.failed += page.unreadable;
      after = page.next;
    } while (after && deps.clock.now() < endsAt && counts.hinted + counts.abandoned + counts.failed < maxItems);
  }
  return counts;
}

async function repair(deps: SweepDeps, work: DueWork): Promise<keyof SweepCounts> {
  try {
    switch (work.kind) {
      case 'post':
        return await hintAgain(deps, work);
      case 'upload':
        return await abandonUpload(deps, work);
    }
  } catch (error) {
    deps.log.error('could not repair', { work, error });
    return 'failed';
  }
}
