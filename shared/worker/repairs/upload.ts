import type { DueWork } from '../../domain/posts/work-index.ts';
import type { MediaStore } from '../../domain/videos/media-store.ts';
import { storedObjects } from '../../domain/videos/stored-objects.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';

export interface UploadRepairDeps {
  readonly videos: Pick<VideoStore, 'find' | 'remove'>;
  readonly media: Pick<MediaStore, 'abort' | 'remove'>;
}

/**
 * Gives up an upload that was not finished in time. The parts go first and the row last, so that a sweep that dies in
 * between is repeated.
 */
export async function abandonUpload(
  deps: UploadRepairDeps,
  { ownerId, videoId }: Extract<DueWork, { kind: 'upload' }>,
): Promise<'abandoned'> {
  const video = await deps.videos.find(ownerId, videoId);
  if (video?.state !== 'receiving') return 'abandoned';
  await deps.media.abort(video);
  for (const key of storedObjects(video)) await deps.media.remove(key);
  await deps.videos.remove(video);
  return 'abandoned';
}
