import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferDeps } from './transfer-deps.ts';

/**
 * The caller's transfer.
 * @throws HopperError not_found for an unknown id, another user's, and one that was taken off the list
 */
export async function getOwnTransfer(
  { transfers }: { readonly transfers: Pick<TransferDeps['transfers'], 'find'> },
  ownerId: string,
  transferId: string,
): Promise<Transfer> {
  const transfer = await transfers.find({ ownerId, transferId });
  if (!transfer || transfer.phase === 'remove') throw new HopperError('not_found', 'There is no such transfer.');
  return transfer;
}
