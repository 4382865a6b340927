import type { DueWork, WorkIndex } from '../domain/posts/work-index.ts';
import { withCorrelation } from '../domain/watch/correlation.ts';
import type { TellMetric } from '../domain/watch/metrics.ts';
import { askForRenewal, type ConnectionRepairDeps } from './repairs/connection.ts';
import { askToGiveUp, type DriveAccountRepairDeps } from './repairs/drive-account.ts';
import { type DueMail, hintAtMails, type MailRepairDeps } from './repairs/mail.ts';
import { hintAgain, type PostRepairDeps } from './repairs/post.ts';
import { type DueRemoval, hintAtRemovals, type RemovalRepairDeps } from './repairs/removal.ts';
import { hintAtTransfer, type TransferRepairDeps } from './repairs/transfer.ts';
import type { VideoRepair } from './repairs/video.ts';
import type { WorkerLog } from './worker-log.ts';

export interface SweepDeps
  extends MailRepairDeps,
    PostRepairDeps,
    TransferRepairDeps,
    RemovalRepairDeps,
    ConnectionRepairDeps,
    DriveAccountRepairDeps {
  readonly work: WorkIndex;
  readonly repairVideo: VideoRepair;
  readonly log: WorkerLog;
  readonly tell: TellMetric;
}

/** Everything but what is invoked. */
type RepairedAlone = Exclude<DueWork, DueMail | DueRemoval>;

/** The most that one run does; what is left is still due a minute later. */
const maxItems = 2_000;

/** What one run has done, by kind. */
export interface SweepCounts {
  /** Posts, transfers, mails and removals of accounts. */
  readonly hinted: number;
  /** Uploads that were not finished. */
  readonly abandoned: number;
  /** Videos whose deletion had died. */
  readonly deleted: number;
  /** Videos whose file was removed. */
  readonly retired: number;
  /** Grants that somebody was asked to renew. */
  readonly renewals: number;
  /** Drive accounts that somebody was asked to give up. */
  readonly idle: number;
  /** Looks at something that needed nothing yet. */
  readonly looked: number;
  readonly failed: number;
}

/**
 * Repairs what hints have lost and finishes what nobody else does: posts and transfers whose time has come without a worker taking them,
 * uploads and deletions that were not finished, files that nobody needs. One thing that fails does not keep the others.
 * @param endsAt when the process will be stopped, epoch ms; no page is begun after it
 */
export async function sweep(deps: SweepDeps, endsAt: number): Promise<SweepCounts> {
  const counts = { hinted: 0, abandoned: 0, deleted: 0, retired: 0, renewals: 0, idle: 0, looked: 0, failed: 0 };
  const now = deps.clock.now();
  // Invoked rather than queued, so nothing but the sweeper keeps hundreds of them from running at once.
  const mails: DueMail[] = [];
  const removals: DueRemoval[] = [];
  let oldestMs = 0;
  for (const shard of deps.work.shards) {
    let after: unknown;
    do {
      const page = await deps.work.listDue(shard, now, after);
      oldestMs = Math.max(oldestMs, ...page.due.map((work) => overdueMs(work, now)));
      mails.push(...page.due.filter((work) => work.kind === 'mail'));
      removals.push(...page.due.filter((work) => work.kind === 'removal'));
      const others = page.due.filter((work) => work.kind !== 'mail' && work.kind !== 'removal');
      for (const outcome of await Promise.all(others.map((item) => repairFor(deps, item)))) counts[outcome] += 1;
      counts.failed += page.unreadable;
      after = page.next;
    } while (after && deps.clock.now() < endsAt && total(counts) < maxItems);
  }
  for (const hint of [() => hintAtMails(deps, mails), () => hintAtRemovals(deps, removals)]) {
    try {
      counts.hinted += await hint();
    } catch (error) {
      deps.log.error('could not invoke', { error });
      counts.failed += 1;
    }
  }
  deps.tell('OldestDueWork', { value: oldestMs, of: {} });
  return counts;
}

/** How long something has waited for a worker; what the sweeper does itself waits for nobody. */
function overdueMs(work: DueWork, now: number): number {
  return 'notBefore' in work ? Math.max(0, now - work.notBefore) : 0;
}

function total(counts: SweepCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** In the name of the request whose work it is. */
function repairFor(deps: SweepDeps, work: RepairedAlone): Promise<keyof SweepCounts> {
  const correlationId = 'correlationId' in work ? work.correlationId : undefined;
  return withCorrelation(correlationId, () => repair(deps, work));
}

async function repair(deps: SweepDeps, work: RepairedAlone): Promise<keyof SweepCounts> {
  try {
    switch (work.kind) {
      case 'post':
        return await hintAgain(deps, work);
      case 'transfer':
        return await hintAtTransfer(deps, work);
      case 'connection':
        return await askForRenewal(deps, work);
      case 'drive-account':
        return await askToGiveUp(deps, work);
      case 'video':
        return await deps.repairVideo(work);
    }
  } catch (error) {
    deps.log.error('could not repair', { work, error });
    return 'failed';
  }
}
