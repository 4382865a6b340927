import type { DriveFile } from '../../domain/drive/drive-file.ts';
import type { ItemContext } from '../item-runner.ts';
import { buildCheckpoint, type CopyCheckpoint, type CopyItem } from './checkpoint.ts';
import { withWordsOf } from './with-words-of.ts';

/**
 * Gives up the copy that was made, or was being made, for a new one under a new id. That is stored before the old one is
 * laid in the trash: only who still holds the transfer may do that.
 * @param changed the source, when the reason is that it is not what it was; else the copy has the wrong bytes
 */
export async function beginAgain(item: CopyItem, context: ItemContext, changed?: DriveFile): Promise<CopyItem> {
  const { changes, mismatches, ownId } = item.checkpoint;
  const content: CopyCheckpoint = changed
    ? { ...buildCheckpoint(changed), changes: changes + 1, mismatches }
    : { ...item.checkpoint, sessionUrl: null, sessions: 0, ownId: null, mismatches: mismatches + 1 };
  const next: CopyItem = {
    ...(changed ? withWordsOf(item, changed) : item),
    state: 'copying',
    destId: item.replaces ? item.destId : null,
    bytesDone: 0,
    checkpoint: { ...content, discard: ownId, givenUp: ownId ?? item.checkpoint.givenUp },
  };
  await context.save(next);
  return next;
}
