import type { TransferStore } from '../domain/transfers/transfer-store.ts';
import type { EngineTurn } from './open-turn.ts';

/** Removes the rows of a transfer that its user has taken off the list. */
export async function runRemoval(
  turn: EngineTurn,
  transfers: Pick<TransferStore, 'removeItems' | 'remove'>,
): Promise<'gone' | 'continue'> {
  while (turn.clock.now() < turn.startUntil) {
    turn.signal.throwIfAborted();
    if (await transfers.removeItems(turn.transfer.transferId)) continue;
    await transfers.remove(turn.transfer);
    return 'gone';
  }
  return 'continue';
}
