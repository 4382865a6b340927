import type { File } from './request.ts';
import { sendFile } from './send-file.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Sets a thumbnail; the last one wins, so doing it again is safe.
 * @throws PlatformError
 * @see https://developers.google.com/youtube/v3/docs/thumbnails/set
 */
export async function setThumbnail(context: YoutubeContext, videoId: string, file: File): Promise<void> {
  const { step, addresses } = context;
  const url = new URL(addresses.thumbnails);
  url.searchParams.set('videoId', videoId);
  url.searchParams.set('uploadType', 'media');
  await sendFile(context, {
    url,
    headers: { 'content-type': file.contentType },
    bytes: file.sizeBytes,
    open: () => step.assets.open(file.objectKey, step.signal),
  });
}
