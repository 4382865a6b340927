import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { EngineTurn } from './open-turn.ts';

const batch = 99;

/** Puts what has failed in order again; then everything goes on as if it had never been tried. */
export async function runRetry(turn: EngineTurn): Promise<'finished' | 'continue'> {
  const { transferId } = turn.transfer;
  while (turn.clock.now() < turn.startUntil) {
    turn.signal.throwIfAborted();
    const failed = await turn.items.listOpen(transferId, 'failed', batch);
    if (failed.length === 0) {
      await turn.save({ phase: turn.transfer.plan.isComplete ? 'copy' : 'plan' });
      return 'finished';
    }
    await turn.saveItems(failed.map((before) => ({ before, after: inOrderAgain(before) })));
  }
  return 'continue';
}

function inOrderAgain(item: TransferItem): TransferItem {
  return { ...item, state: 'planned', reason: null, failures: 0, notBefore: 0, endedAt: null };
}
