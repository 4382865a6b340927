import { nextLookOf } from '../posts/next-look.ts';
import type { Transfer } from './transfer.ts';

/** When somebody should look at a transfer if nothing else happens; null when it waits for its user, or has ended. */
export function nextTransferLook(
  { transferId, state, leaseUntil, notBefore }: Pick<Transfer, 'transferId' | 'state' | 'leaseUntil' | 'notBefore'>,
  now: number,
): number | null {
  return state === 'active' ? nextLookOf({ id: transferId, leaseUntil, notBefore }, now) : null;
}
