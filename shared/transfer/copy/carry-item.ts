import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { ItemContext } from '../item-runner.ts';
import type { CopyItem } from './checkpoint.ts';
import { discardCopy } from './discard-copy.ts';
import { finishCopy } from './finish-copy.ts';
import { takeUp } from './take-up.ts';
import { verifyCopy } from './verify-copy.ts';

/**
 * Brings the item's bytes to the destination, or some of them when the turn ends. Stores where they go before the first one, and
 * how many are there after each chunk.
 * @returns the item, `verifying` once everything is there
 */
export type SendContent = (item: CopyItem, context: ItemContext) => Promise<CopyItem>;

/**
 * Carries content from where an earlier worker has left it: bytes, then the comparison, then the source. Every step begins
 * with what Drive says, never with what was sent.
 */
export async function carryItem(
  taken: TransferItem,
  context: ItemContext,
  sendContent: SendContent,
): Promise<TransferItem> {
  let item = await takeUp(taken, context);
  for (;;) {
    context.signal.throwIfAborted();
    if (item.state === 'finishing') {
      const finished = await finishCopy(item, context);
      if (finished.state === 'done') return { ...finished, checkpoint: null };
      item = finished;
    } else if (item.state === 'verifying') {
      const verified = await verifyCopy(item, context);
      if (verified.state === 'done') return { ...verified, checkpoint: null };
      item = verified;
    } else {
      item = await sendContent(await discardCopy(item, context), context);
      if (item.state === 'copying' && context.clock.now() >= context.startUntil) return item;
    }
  }
}
