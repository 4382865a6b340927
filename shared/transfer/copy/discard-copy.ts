import type { ItemContext } from '../item-runner.ts';
import type { CopyItem } from './checkpoint.ts';
import { copyFailed } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';

/** A source that changes while it is copied is copied again this often. */
const maxChanges = 3;
/** A copy with the wrong bytes is made once more. */
const maxMismatches = 1;

/**
 * Lays a copy that is of no use in the trash, where its user can still look at it, and says when it is no use to go on.
 * @throws PlatformError `source_changed`, `checksum_mismatch`
 */
export async function discardCopy(item: CopyItem, context: ItemContext): Promise<CopyItem> {
  const { discard, changes, mismatches } = item.checkpoint;
  if (discard !== null) await trashCopy(discard, context);
  if (changes > maxChanges) throw copyFailed('source_changed');
  if (mismatches > maxMismatches) throw copyFailed('checksum_mismatch');
  return { ...item, checkpoint: { ...item.checkpoint, discard: null } };
}

async function trashCopy(id: string, context: ItemContext): Promise<void> {
  const { drive } = destinationOf(context);
  const copy = await drive.find(id, context.signal);
  if (copy && !copy.trashed) await drive.trash(id, context.signal);
}
