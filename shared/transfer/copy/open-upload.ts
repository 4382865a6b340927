import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { arrived } from './arrived.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { copyFailed } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';
import { inFolder } from './in-folder.ts';
import { changeOf, newFileOf } from './new-file-of.ts';

/** A session that Drive has lost this often will not come through. */
const maxSessions = 5;

/**
 * Opens an upload session and stores it with the id of the file that it will make. Nothing exists before the session's last
 * byte, so one that is lost with its worker is forgotten. An empty file needs none.
 * @returns the item, `copying` with a session, or `verifying` when the file is there already
 */
export async function openUpload(item: CopyItem, expected: ExpectedBytes, context: ItemContext): Promise<CopyItem> {
  const { checkpoint } = item;
  if (checkpoint.sessions >= maxSessions) throw copyFailed('sessions_lost');
  if (item.replaces && item.destId !== null) return openReplacement(item, item.destId, expected, context);
  const { drive, parentId } = destinationOf(context);
  const id = item.destId ?? (await context.newId('files'));
  const owned = { ...item, destId: id, checkpoint: { ...checkpoint, ownId: item.destId ? checkpoint.ownId : id } };
  const file = newFileOf(item, id, parentId);
  if (expected.sizeBytes === 0) {
    await context.save(owned);
    await inFolder(context, () => drive.create(file, context.signal));
    return arrived(owned, 0, context);
  }
  const session = await inFolder(context, () => drive.beginUpload(file, expected.sizeBytes, context.signal));
  if (session === 'exists') return arrived(owned, expected.sizeBytes, context);
  return storeSession(owned, session, context);
}

/** What is to be replaced may have been deleted meanwhile: then it is made anew. */
async function openReplacement(
  item: CopyItem,
  id: string,
  expected: ExpectedBytes,
  context: ItemContext,
): Promise<CopyItem> {
  const { drive } = destinationOf(context);
  const change = changeOf(item);
  try {
    if (expected.sizeBytes > 0) {
      const session = await drive.beginReplacement(id, change, expected.sizeBytes, context.signal);
      return await storeSession(item, session, context);
    }
    await drive.makeEmpty(id, change, context.signal);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.causeCode !== 'notFound') throw error;
    return openUpload({ ...item, destId: null, replaces: false }, expected, context);
  }
  return arrived(item, 0, context);
}

async function storeSession(item: CopyItem, sessionUrl: string, context: ItemContext): Promise<CopyItem> {
  const { checkpoint } = item;
  const next: CopyItem = {
    ...item,
    state: 'copying',
    bytesDone: 0,
    checkpoint: { ...checkpoint, sessionUrl, sessions: checkpoint.sessions + 1 },
  };
  await context.save(next);
  return next;
}
