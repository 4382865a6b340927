import type { ItemContext } from '../item-runner.ts';
import type { CopyItem } from './checkpoint.ts';
import { interrupted } from './copy-errors.ts';

/**
 * Stores how much has arrived. An item that moves on is healthy, however often it has failed before.
 * @param cause of a chunk that did not get through, if there is one
 * @throws PlatformError transient when nothing more has arrived than was known, so that nobody tries that without end
 */
export async function storeProgress(
  item: CopyItem,
  receivedBytes: number,
  context: ItemContext,
  cause: unknown = new Error('Nothing of the chunk was taken.'),
): Promise<CopyItem> {
  if (receivedBytes <= item.bytesDone) throw interrupted(cause);
  const next: CopyItem = { ...item, bytesDone: receivedBytes, failures: 0 };
  await context.save(next);
  return next;
}
