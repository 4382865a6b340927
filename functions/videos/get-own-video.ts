import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';

/**
 * The caller's video.
 * @throws HopperError not_found for an unknown id and for another user's alike
 */
export async function getOwnVideo(deps: Pick<Deps, 'videos'>, ownerId: string, videoId: string): Promise<VideoRecord> {
  const video = await deps.videos.find(ownerId, videoId);
  if (!video) throw new HopperError('not_found', 'There is no such video.');
  return video;
}

/** Refuses what only makes sense while the bytes are still arriving. */
export function assertReceiving(video: VideoRecord): void {
  if (video.state !== 'receiving') throw new HopperError('upload_finished');
}

/** Refuses what needs the file of a video, once retention has taken it. */
export function assertStored(video: VideoRecord): void {
  if (video.mediaState !== 'stored') throw new HopperError('media_removed');
}
