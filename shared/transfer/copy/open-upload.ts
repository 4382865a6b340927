import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { arrived } from './arrived.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { copyFailed } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';
import { hasBytes } from './has-bytes.ts';
import { inFolder } from './in-folder.ts';
import { changeOf, newFileOf } from './new-file-of.ts';
import { isRefusedId, takeId } from './take-id.ts';

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
  if (item.destId === null) return openNew(item, expected, context);
  const opened = await openAs(item, item.destId, expected, context);
  return opened === 'exists' ? arrived(item, expected.sizeBytes, context) : opened;
}

/** Under an id of its own, or under that of another transfer which is at the same file or has brought it meanwhile. */
async function openNew(item: CopyItem, expected: ExpectedBytes, context: ItemContext): Promise<CopyItem> {
  const { checkpoint } = item;
  const fits = (file: DriveFile) => isCopyOf(item, file, expected);
  const taken = await takeId({ kind: 'files', fits, instead: checkpoint.givenUp }, context);
  const named = (ownId: string | null): CopyItem => ({
    ...item,
    destId: taken.id,
    checkpoint: { ...checkpoint, ownId },
  });
  if (taken.there) return adopt(named(null), taken.there, context);
  try {
    // Of what comes out of its own session it may dispose; no two exports are alike, so there the other one's is the better one.
    const ownId = taken.isOwn || item.action !== 'export' ? taken.id : null;
    const opened = await openAs(named(ownId), taken.id, expected, context);
    if (opened !== 'exists') return opened;
    if (taken.isOwn) return await arrived(named(ownId), expected.sizeBytes, context);
    const there = await destinationOf(context).drive.find(taken.id, context.signal);
    if (there) return await arrived(named(null), expected.sizeBytes, context);
  } catch (error) {
    if (!isRefusedId(taken, error)) throw error;
  }
  return openNew({ ...item, checkpoint: { ...checkpoint, givenUp: taken.id } }, expected, context);
}

async function openAs(
  item: CopyItem,
  id: string,
  expected: ExpectedBytes,
  context: ItemContext,
): Promise<CopyItem | 'exists'> {
  const { drive, parentId } = destinationOf(context);
  const file = newFileOf(item, id, parentId);
  if (expected.sizeBytes === 0) {
    await context.save(item);
    await inFolder(context, () => drive.create(file, context.signal));
    return arrived(item, 0, context);
  }
  const session = await inFolder(context, () => drive.beginUpload(file, expected.sizeBytes, context.signal));
  return session === 'exists' ? session : storeSession(item, session, context);
}

function isCopyOf({ action, exportType, modifiedTime }: CopyItem, file: DriveFile, expected: ExpectedBytes): boolean {
  if (action !== 'export') return hasBytes(file, expected);
  return file.mimeType === exportType && Date.parse(file.modifiedTime) === Date.parse(modifiedTime);
}

/** What another transfer has brought. An export of it has other bytes than ours, and is as good. */
function adopt(item: CopyItem, { sizeBytes, md5, sha256 }: DriveFile, context: ItemContext): Promise<CopyItem> {
  const expected = { sizeBytes: sizeBytes ?? 0, md5, sha256 };
  return arrived({ ...item, checkpoint: { ...item.checkpoint, expected } }, expected.sizeBytes, context);
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
