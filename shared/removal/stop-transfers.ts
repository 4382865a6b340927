import type { Transfer } from '../domain/transfers/transfer.ts';
import type { Phase } from './phase.ts';

const pageTransfers = 100;
const unfinished = ['active', 'planned', 'paused', 'reconnect'] as const;

/** Cancels all transfers, and waits until no worker is at one any more: its writes are refused from then on anyway. */
export const stopTransfers: Phase = async ({ transfers, clock }, { userId }) => {
  let busyUntil = 0;
  let cursor: string | undefined;
  do {
    const page = await transfers.list(userId, pageTransfers, cursor);
    const now = clock.now();
    const cancelled = { state: 'cancelled', endedAt: now, error: null, speed: 0 } as const;
    const stop = async (transfer: Transfer) =>
      (await transfers.transition(transfer, unfinished, cancelled, now)) ?? transfer;
    const stopped = await Promise.all(page.transfers.map(stop));
    busyUntil = Math.max(busyUntil, ...stopped.map(({ leaseUntil }) => leaseUntil));
    cursor = page.nextCursor;
  } while (cursor);
  return busyUntil > clock.now() ? { lookAt: busyUntil } : 'done';
};
