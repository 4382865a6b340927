import type { MediaStore } from './media-store.ts';
import { storedObjects } from './stored-objects.ts';
import type { VideoRecord } from './video.ts';
import type { VideoStore } from './video-store.ts';

export interface ForgetVideoDeps {
  readonly videos: Pick<VideoStore, 'remove'>;
  readonly media: Pick<MediaStore, 'abort' | 'remove'>;
}

/**
 * Removes everything of a video but its posts. The row, which names the rest, goes last, so that whoever is cut short can
 * begin again.
 */
export async function forgetVideo({ videos, media }: ForgetVideoDeps, video: VideoRecord): Promise<void> {
  await media.abort(video);
  await Promise.all(storedObjects(video).map((key) => media.remove(key)));
  await videos.remove(video);
}
