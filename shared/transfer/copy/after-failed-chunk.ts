import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { arrived } from './arrived.ts';
import { askUpload } from './ask-upload.ts';
import { beginAgain } from './begin-again.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { interrupted } from './copy-errors.ts';
import { findSource } from './find-source.ts';
import { storeProgress } from './store-progress.ts';

/**
 * A chunk that did not get through: what has arrived all the same is kept, and the item goes on at once if that is more than
 * before.
 * @throws PlatformError why it cannot go on now, or at all; the reason of the turn's end
 */
export async function afterFailedChunk(
  item: CopyItem,
  expected: ExpectedBytes,
  context: ItemContext,
  error: unknown,
): Promise<CopyItem> {
  context.signal.throwIfAborted();
  const failure = error instanceof PlatformError ? error : interrupted(error);
  if (failure.causeCode === 'fileIdInUse') return arrived(item, expected.sizeBytes, context);
  if (failure.causeCode === 'requestedRangeNotSatisfiable') {
    return beginAgain(item, context, await findSource(item, context));
  }
  if (failure.kind === 'rejected') {
    // Any definite no ends the session, and it would be repeated for ever: the next try needs a new one. Drive has not lost
    // this one, so it does not count: a full Drive may be found full many times before there is room.
    const sessions = item.checkpoint.sessions - 1;
    await context.save({ ...item, bytesDone: 0, checkpoint: { ...item.checkpoint, sessionUrl: null, sessions } });
    throw failure;
  }
  // One that reads too often has to wait as long as Drive says, whatever has arrived.
  if (failure.kind !== 'transient' || failure.retryAfterSeconds !== undefined) throw failure;
  const asked = await askUpload(item, expected, context);
  const isStillOpen = asked.state === 'copying' && asked.checkpoint.sessionUrl !== null;
  return isStillOpen ? storeProgress(item, asked.bytesDone, context, failure) : asked;
}
