import type { Clock } from '../domain/clock.ts';
import type { DriveApi } from '../domain/drive/drive-api.ts';
import { LeaseLostError } from '../domain/lease-lost-error.ts';
import { PlatformError } from '../domain/posts/publisher.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { HintHiding, TransferHints } from '../domain/transfers/transfer-hints.ts';
import type { CopyRecords, TransferStore } from '../domain/transfers/transfer-store.ts';
import type { VideoStore } from '../domain/videos/video-store.ts';
import { withCorrelation } from '../domain/watch/correlation.ts';
import type { TellMetric } from '../domain/watch/metrics.ts';
import { answerUnclaimed } from '../worker/answer-unclaimed.ts';
import { hideHint } from '../worker/hide-hint.ts';
import { createTurn } from '../worker/turn.ts';
import type { WorkerLog } from '../worker/worker-log.ts';
import { unexpected } from './item-after-error.ts';
import { openTurn } from './open-turn.ts';
import type { ReceivedTransferHint } from './received-transfer-hint.ts';
import type { ItemRunners } from './run-item.ts';
import { runPhases } from './run-phases.ts';
import { sendNextTransferHint } from './send-next-transfer-hint.ts';
import { tellTransfer } from './tell-transfer.ts';
import { transferAfterError } from './transfer-after-error.ts';
import { holdTransfer, type TransferLease } from './transfer-lease.ts';

/** A Drive, and how its grant is given up. */
export interface OpenedDrive {
  readonly api: DriveApi;
  /** Google refuses the grant for good. */
  giveUp(): Promise<void>;
}

export interface TransferWorkerDeps {
  readonly transfers: TransferStore;
  readonly records: CopyRecords;
  readonly videos: Pick<VideoStore, 'find'>;
  readonly hints: TransferHints;
  readonly visibility: HintHiding;
  readonly drive: (account: { readonly ownerId: string; readonly connectionId: string }) => OpenedDrive;
  readonly runners: ItemRunners;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly leaseMs: number;
  readonly log: WorkerLog;
  readonly tell: TellMetric;
}

/**
 * Works on one transfer for one turn: claim, phases, and the hint for whoever goes on. As with posts, a hint may be deleted
 * whenever this resolves, because the row says by itself when somebody has to look at it; it rejects when the row could not be
 * written.
 * @param endsAt when this process will be stopped, epoch ms
 */
export function createTransferWorker(
  deps: TransferWorkerDeps,
): (hint: ReceivedTransferHint, endsAt: number) => Promise<void> {
  const { clock, leaseMs, transfers } = deps;
  return async (hint, endsAt) => {
    const { visibility, log } = deps;
    const hiding = { hide: (seconds: number) => visibility.hide(hint.receiptHandle, seconds), clock, log };
    const hide = (leaseUntil: number) => hideHint(hiding, leaseUntil, { transferId: hint.key.transferId });
    // On its way before the claim: whoever dies right after the claim leaves a hint that comes back in time.
    hide(clock.now() + leaseMs);
    const claim = await transfers.claim(hint.key, { now: clock.now(), leaseMs });
    if (claim.outcome !== 'claimed') {
      const send = (delaySeconds: number) => deps.hints.send(hint.key, delaySeconds);
      return answerUnclaimed(
        { receiveCount: hint.receiveCount, send, isScheduled: false, isWaitedFor: false },
        claim,
        clock.now(),
      );
    }
    const { transfer } = claim;
    await withCorrelation(transfer.correlationId, () => takeTurn(deps, transfer, hide, endsAt));
  };
}

async function takeTurn(
  deps: TransferWorkerDeps,
  transfer: Transfer,
  hide: (leaseUntil: number) => void,
  endsAt: number,
): Promise<void> {
  const lease = holdTransfer(deps, transfer, hide);
  try {
    await workOn(deps, lease, endsAt);
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    deps.log.warn('lease lost', factsOf(transfer));
    await deps.transfers.release(transfer, deps.clock.now());
    // Its user may have stopped it and let it go on again before this worker had stopped.
    const stored = await deps.transfers.find(transfer);
    if (stored) await sendNextTransferHint(deps, stored);
  } finally {
    lease.stop();
  }
}

async function workOn(deps: TransferWorkerDeps, lease: TransferLease, endsAt: number): Promise<void> {
  const { clock, records, videos } = deps;
  const turn = createTurn(clock, lease.lost, endsAt);
  const drives = openDrives(deps, lease.row);
  const [source, destination] = drives.map(({ api }) => api);
  if (!source) throw new Error('A transfer without a source.');
  const parts = { lease, turn, items: deps.transfers, records, videos, clock };
  const context = openTurn({ ...parts, source, destination: destination ?? null });
  try {
    const outcome = await runPhases(context, deps).catch((error: unknown) => {
      // Nothing may be written about what another worker may be at by now.
      lease.lost.throwIfAborted();
      if (turn.signal.aborted) return 'continue';
      const known = error instanceof PlatformError ? error : unexpected(error);
      deps.log[known === error ? 'warn' : 'error']('phase failed', { ...factsOf(lease.row), error });
      return transferAfterError(lease.row, known, { now: clock.now(), random: deps.random() });
    });
    if (outcome === 'gone') return;
    await lease.finish(typeof outcome === 'string' ? {} : outcome);
    tellTransfer(deps.tell, lease.row);
    deps.log.info('turn ended', { ...factsOf(lease.row), bytesDone: lease.row.bytesDone });
    if (lease.row.state === 'reconnect') await giveUpRefused(drives);
    await sendNextTransferHint(deps, lease.row);
  } finally {
    turn.end();
  }
}

function openDrives({ drive }: TransferWorkerDeps, { ownerId, source, destination }: Transfer): OpenedDrive[] {
  return [source, ...(destination ? [destination] : [])].map(({ connectionId }) => drive({ ownerId, connectionId }));
}

/** Only the question tells whose grant it is that Google refuses. */
async function giveUpRefused(drives: readonly OpenedDrive[]): Promise<void> {
  await Promise.all(
    drives.map(({ api, giveUp }) =>
      api.about().catch(async (error: unknown) => {
        if (error instanceof PlatformError && error.kind === 'reauthorize') await giveUp();
      }),
    ),
  );
}

function factsOf({ ownerId, transferId, state, phase, fence }: Transfer) {
  return { ownerId, transferId, state, phase, fence };
}
