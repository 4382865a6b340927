import type { ItemContext } from '../item-runner.ts';
import { arrived } from './arrived.ts';
import type { CopyItem, ExpectedBytes } from './checkpoint.ts';
import { destinationOf } from './destination-of.ts';
import { hasBytes } from './has-bytes.ts';
import { findCopy } from './verify-copy.ts';

/**
 * Asks the stored session how far it is.
 * @returns the item: `copying` with the bytes that the session really has, or without a session when that is gone;
 * `verifying` when it has made its file
 */
export async function askUpload(item: CopyItem, expected: ExpectedBytes, context: ItemContext): Promise<CopyItem> {
  const { sessionUrl } = item.checkpoint;
  if (sessionUrl === null) return item;
  const { drive } = destinationOf(context);
  const answer = await drive.askUpload(sessionUrl, expected.sizeBytes, context.signal);
  if (answer.state === 'finished') return arrived(item, expected.sizeBytes, context);
  if (answer.state === 'open') return { ...item, bytesDone: answer.receivedBytes };
  return afterLostSession(item, expected, context);
}

/** A session that is gone may have made its file just before; else another one, under the same id, takes its place. */
export async function afterLostSession(
  item: CopyItem,
  expected: ExpectedBytes,
  context: ItemContext,
): Promise<CopyItem> {
  const copy = await findCopy(item, context);
  // What is to be replaced is there in any case: it must have the new bytes.
  const isMade = copy !== undefined && (!item.replaces || hasBytes(copy, expected));
  if (isMade) return arrived(item, expected.sizeBytes, context);
  return { ...item, bytesDone: 0, checkpoint: { ...item.checkpoint, sessionUrl: null } };
}
