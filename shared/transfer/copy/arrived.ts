import type { ItemContext } from '../item-runner.ts';
import type { CopyItem } from './checkpoint.ts';

/** Every byte is at the destination, or is said to be: from here on only looks decide. */
export async function arrived(item: CopyItem, sizeBytes: number, context: ItemContext): Promise<CopyItem> {
  const next: CopyItem = {
    ...item,
    state: 'verifying',
    bytesDone: sizeBytes,
    checkpoint: { ...item.checkpoint, sessionUrl: null },
  };
  await context.save(next);
  return next;
}
