import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { TransferChange } from '../domain/transfers/transfer-store.ts';
import { cleanAgain } from './clean/clean-again.ts';
import type { EngineTurn } from './open-turn.ts';
import { hasFailedInPlan } from './plan/fail-in-plan.ts';

const batch = 99;

/** Puts what has failed in order again; then everything goes on as if it had never been tried. */
export async function runRetry(turn: EngineTurn): Promise<'finished' | 'continue'> {
  const { transferId } = turn.transfer;
  while (turn.clock.now() < turn.startUntil) {
    turn.signal.throwIfAborted();
    const failed = await turn.items.listOpen(transferId, 'failed', batch);
    if (failed.length === 0) {
      await turn.save(await nextAfterRetry(turn));
      return 'finished';
    }
    await cleanAgain(turn, failed);
    await turn.saveItems(failed.map((before) => ({ before, after: inOrderAgain(before) })));
  }
  return 'continue';
}

/** What has failed in the plan is looked at again, before anything is carried. */
async function nextAfterRetry({ transfer, items }: EngineTurn): Promise<TransferChange> {
  const [again] = await items.listOpen(transfer.transferId, 'listing', 1);
  if (!again) return { phase: transfer.plan.isComplete ? 'copy' : 'plan' };
  return { phase: 'plan', plan: { ...transfer.plan, isComplete: false } };
}

function inOrderAgain(item: TransferItem): TransferItem {
  const again = { ...item, failures: 0, notBefore: 0, endedAt: null };
  return hasFailedInPlan(item) ? { ...again, state: 'listing' } : { ...again, state: 'planned', reason: null };
}
