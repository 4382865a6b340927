import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { copyFailed } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';

const aboutFolder: ReadonlySet<string> = new Set(['notFound', 'insufficientFilePermissions']);

/**
 * Makes something in the item's folder. What Drive refuses may be the folder's fault, of which it tells nothing.
 * @throws PlatformError as `assertFolder` does, and whatever else Drive says
 */
export async function inFolder<T>(context: ItemContext, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof PlatformError && aboutFolder.has(error.causeCode)) await assertFolder(context, error);
    throw error;
  }
}

/**
 * Whether things can still be put where this item goes. When the folder is the one which the user has chosen, or lies in it
 * and went with it, the whole transfer has nowhere to go.
 * @throws PlatformError `destination_gone`, `destination_read_only`, `folder_gone`
 */
export async function assertFolder(context: ItemContext, cause?: unknown): Promise<void> {
  const { drive, parentId } = destinationOf(context);
  const chosenId = context.transfer.destination?.folderId ?? parentId;
  const [parent, chosen] = await Promise.all([parentId, chosenId].map((id) => drive.find(id, context.signal)));
  if (!chosen || chosen.trashed) throw copyFailed('destination_gone', cause);
  if (!chosen.can.addChildren) throw copyFailed('destination_read_only', cause);
  if (!parent || parent.trashed) throw copyFailed('folder_gone', cause);
}
