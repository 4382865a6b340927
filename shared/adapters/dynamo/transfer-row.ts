import * as z from 'zod';
import { orderKey } from '../../config/table.ts';
import { positionOf } from '../../domain/transfers/item-position.ts';
import { nextTransferLook } from '../../domain/transfers/next-transfer-look.ts';
import { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { Meeting } from '../../domain/transfers/transfer-store.ts';
import { driveKeyOf } from './drive-keys.ts';
import { workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';

/** A transfer as it is read, with the mark of the write that changed it last. */
export const TransferRow = Transfer.extend({ writer: z.string().optional() });
export type TransferRow = z.infer<typeof TransferRow>;

/**
 * The attributes that put a transfer into the index of unfinished work. Whoever writes one starts counting hints anew.
 * @returns nothing for one that no worker has to look at
 */
export function transferWork(transfer: Transfer, now: number): Record<string, unknown> {
  const lookAt = nextTransferLook(transfer, now);
  if (lookAt === null) return {};
  return { workShard: workShardOf(transfer.transferId), workAt: toWorkAt(lookAt), nudges: 0 };
}

/** A stored item, with its place in the order of its transfer. */
export function toItemRow(item: TransferItem): Record<string, unknown> {
  return { ...driveKeyOf.transferItem(item.transferId, item.itemId), ...item, [orderKey]: positionOf(item) };
}

/** A stored meeting: in no index, it is read by its key alone. */
export function toMeetingRow(transferId: string, { destId, itemId }: Meeting): Record<string, unknown> {
  return { ...driveKeyOf.transferMeeting(transferId, destId), destId, itemId };
}
