import { PlatformError } from '../../domain/posts/publisher.ts';
import type { ItemContext } from '../item-runner.ts';
import { destinationGone, folderGone } from './copy-errors.ts';
import { destinationOf } from './destination-of.ts';

/**
 * Makes something in the item's folder. "Not found" may mean the folder; when that is the one which the user has chosen, the
 * whole transfer has nowhere to go.
 * @throws PlatformError `destination_gone`, `folder_gone`, and whatever else Drive says
 */
export async function inFolder<T>(context: ItemContext, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.causeCode !== 'notFound') throw error;
    const { drive, parentId } = destinationOf(context);
    if (await drive.find(parentId, context.signal)) throw error;
    const chosenId = context.transfer.destination?.folderId;
    const isChosenThere = chosenId !== undefined && (await drive.find(chosenId, context.signal)) !== undefined;
    throw isChosenThere ? folderGone(error) : destinationGone(error);
  }
}
