import { HopperError } from '../hopper-error.ts';
import { isVideoContainer, signatureBytes } from './container-signature.ts';
import { isPartsMismatch, type MediaStore } from './media-store.ts';
import { storedObjects } from './stored-objects.ts';
import type { VideoRecord } from './video.ts';
import type { VideoStore } from './video-store.ts';

interface Deps {
  readonly videos: Pick<VideoStore, 'find' | 'update' | 'remove'>;
  readonly media: Pick<MediaStore, 'complete' | 'size' | 'open' | 'remove'>;
}

/**
 * Joins the parts of a video. Safe to repeat.
 * @param parts in order
 * @throws HopperError parts_mismatch
 */
export async function joinParts(
  { media }: Pick<Deps, 'media'>,
  video: VideoRecord,
  parts: Parameters<MediaStore['complete']>[1],
): Promise<void> {
  try {
    await media.complete(video, parts);
  } catch (error) {
    if (!isPartsMismatch(error)) throw error;
    // Two calls at once: the other one may have joined them, which whoever looks at the size finds out.
    if ((await media.size(video.objectKey)) !== undefined) return;
    throw new HopperError('parts_mismatch', undefined, { cause: error });
  }
}

/**
 * Proves the file of a video whose parts are joined, and makes it ready. Safe to repeat.
 * @throws HopperError not_found for a video that was deleted meanwhile; size_mismatch or not_a_video, after which file and
 * video are gone
 */
export async function acceptVideo(deps: Deps, video: VideoRecord): Promise<VideoRecord> {
  await proveContent(deps, video).catch((error: unknown) => explain(deps, video, error));
  return (await deps.videos.update(video.ownerId, video.videoId, { state: 'ready' })) ?? forget(deps, video);
}

/** A file that is not what was promised is removed with its row: the user adds the right one. */
async function proveContent(deps: Deps, video: VideoRecord): Promise<void> {
  const size = await deps.media.size(video.objectKey);
  if (size === undefined) {
    throw new HopperError('parts_mismatch', 'This upload is no longer open. Add the video again.');
  }
  const problem = size !== video.sizeBytes ? 'size_mismatch' : (await isVideo(deps, video)) ? undefined : 'not_a_video';
  if (!problem) return;
  await Promise.all(storedObjects(video).map((key) => deps.media.remove(key)));
  await deps.videos.remove(video);
  throw new HopperError(problem);
}

async function isVideo({ media }: Deps, { objectKey, sizeBytes }: VideoRecord): Promise<boolean> {
  const stream = await media.open(objectKey, 0, Math.min(signatureBytes, sizeBytes) - 1);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return isVideoContainer(Buffer.concat(chunks));
}

/** A file that vanishes while it is being read was deleted with its video. */
async function explain(deps: Deps, video: VideoRecord, error: unknown): Promise<void> {
  if (error instanceof HopperError || (await deps.videos.find(video.ownerId, video.videoId))) throw error;
  await forget(deps, video);
}

/** A deletion that came between did not see the joined object yet, and nobody else would ever remove it. */
async function forget({ media }: Deps, video: VideoRecord): Promise<never> {
  await media.remove(video.objectKey);
  throw new HopperError('not_found', 'The video was deleted while it was being completed.');
}
