import { loadSettings } from '../../domain/settings/load-settings.ts';
import { importRecordId } from '../../domain/transfers/import-file.ts';
import { buildVideo } from '../../domain/videos/build-video.ts';
import { forgetVideo } from '../../domain/videos/forget-video.ts';
import { addUnlessDuplicate } from '../../domain/videos/refuse-duplicate.ts';
import type { VideoRecord } from '../../domain/videos/video.ts';
import type { ItemContext } from '../item-runner.ts';
import type { ImportItem } from './checkpoint.ts';
import { folderOf } from './folder-of.ts';
import type { ImportDeps } from './import-deps.ts';
import { nameOf } from './open-upload.ts';

/**
 * Writes the row of a video whose bytes are all there, at the end of the queue, with the words of the templates. Safe to repeat.
 * @throws HopperError duplicate_video
 */
export async function addImported(deps: ImportDeps, item: ImportItem, context: ItemContext): Promise<VideoRecord> {
  const { ownerId } = context.transfer;
  const { videoId, objectKey, uploadId, partBytes, sizeBytes } = item.checkpoint;
  const [settings, index, folder] = await Promise.all([
    loadSettings(deps.settings, ownerId),
    deps.videos.takeIndex(ownerId),
    folderOf(item, context),
  ]);
  const file = { ownerId, videoId, ...nameOf(item), sizeBytes, sha256: item.sha256, objectKey, uploadId, partBytes };
  const words = { index, folder, createdAt: context.clock.now() };
  const video = buildVideo({ ...file, ...words }, { rules: deps.rules, settings }, deps.random);
  try {
    await addUnlessDuplicate(deps, video, settings.global.allow_duplicates);
    return video;
  } catch (error) {
    // An earlier worker that was thought to be dead may just have written it.
    const written = await deps.videos.find(ownerId, videoId);
    if (written) return written;
    throw error;
  }
}

/**
 * Notes what has become of these bytes of this file. When somebody else has made a video of them at the same time, ours is
 * taken back. Safe to repeat.
 * @returns the video that they have become
 */
export async function settleRecord(deps: ImportDeps, item: ImportItem, video: VideoRecord): Promise<string> {
  const { ownerId, videoId } = video;
  const sourceId = importRecordId(item.itemId, item);
  let holder = await deps.records.take({ ownerId, folderId: null }, sourceId, videoId);
  while (holder !== videoId && !(await deps.videos.find(ownerId, holder))) {
    // That video was deleted.
    holder = await deps.records.take({ ownerId, folderId: null }, sourceId, videoId, holder);
  }
  if (holder !== videoId) await forgetVideo(deps, video);
  return holder;
}
