import type { HopperError } from '../../domain/hopper-error.ts';
import { type ReasonCode, reasonOf } from '../../domain/transfers/reason-texts.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';

/** The item, left out. */
export function skippedItem(item: TransferItem, { clock }: ItemContext, code: ReasonCode): TransferItem {
  return { ...item, state: 'skipped', reason: reasonOf(code), checkpoint: null, bytesDone: 0, endedAt: clock.now() };
}

/** The item, left out because of a video that waits under its name or with its bytes. @param error that says which one */
export function duplicateItem(item: TransferItem, context: ItemContext, error: HopperError): TransferItem {
  const reason = { code: error.code, message: error.message };
  return { ...skippedItem(item, context, 'already_imported'), reason };
}

/** The item, which has become a video. */
export function importedItem(item: TransferItem, { clock }: ItemContext, videoId: string): TransferItem {
  return { ...item, state: 'done', videoId, reason: null, checkpoint: null, endedAt: clock.now() };
}
