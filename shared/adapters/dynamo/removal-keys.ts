import type { ItemKey } from './keys.ts';

/** A removal, and after it the receipt: in a partition of its own, because nothing of the owner's stays. */
export function removalKeyOf(receiptId: string): ItemKey {
  return { pk: `REMOVAL#${receiptId}`, sk: 'REMOVAL' };
}
