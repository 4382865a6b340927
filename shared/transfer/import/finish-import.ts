import { HopperError } from '../../domain/hopper-error.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import { acceptVideo, joinParts } from '../../domain/videos/accept-video.ts';
import { forgetVideo } from '../../domain/videos/forget-video.ts';
import type { VideoRecord } from '../../domain/videos/video.ts';
import type { ItemContext } from '../item-runner.ts';
import { addImported, settleRecord } from './add-imported.ts';
import { beginAfterLoss } from './begin-again.ts';
import type { ImportItem } from './checkpoint.ts';
import { duplicateItem, importedItem, skippedItem } from './end-item.ts';
import type { ImportDeps } from './import-deps.ts';

/**
 * Makes a video of bytes that are all there: its row, then the note that the file was imported, then the object, then ready.
 * The row comes before the object, because whoever looks into arriving objects writes what it finds into the row.
 */
export async function finishImport(deps: ImportDeps, item: ImportItem, context: ItemContext): Promise<TransferItem> {
  const { videoId, isAdded } = item.checkpoint;
  const stored = await deps.videos.find(context.transfer.ownerId, videoId);
  if (isAdded) return stored ? complete(deps, item, stored, context) : removed(deps, item, context);
  let video: VideoRecord;
  try {
    video = stored ?? (await addImported(deps, item, context));
  } catch (error) {
    if (!(error instanceof HopperError)) throw error;
    await deps.media.abort(item.checkpoint);
    return duplicateItem(item, context, error);
  }
  const holder = await settleRecord(deps, item, video);
  if (holder !== videoId) return skippedItem({ ...item, videoId: holder }, context, 'already_imported');
  const next: ImportItem = { ...item, checkpoint: { ...item.checkpoint, isAdded: true } };
  await context.save(next);
  return next;
}

async function complete(
  deps: ImportDeps,
  item: ImportItem,
  video: VideoRecord,
  context: ItemContext,
): Promise<TransferItem> {
  if (video.state === 'ready') return importedItem(item, context, video.videoId);
  try {
    const parts = await deps.media.listParts(video);
    if (parts) await joinParts(deps, video, parts);
    await acceptVideo(deps, video);
    return importedItem(item, context, video.videoId);
  } catch (error) {
    if (!(error instanceof HopperError)) throw error;
    if (error.code === 'not_found') return skippedItem(item, context, 'video_deleted');
    if (error.code === 'not_a_video') return skippedItem(item, context, 'not_a_video');
    // The bucket has given up the parts while the transfer stood still.
    const next = await beginAfterLoss(deps, item, context, error);
    await forgetVideo(deps, video);
    return next;
  }
}

/** Its user has deleted the video while it was being made. */
async function removed(deps: ImportDeps, item: ImportItem, context: ItemContext): Promise<TransferItem> {
  await deps.media.abort(item.checkpoint);
  await deps.media.remove(item.checkpoint.objectKey);
  return skippedItem(item, context, 'video_deleted');
}
