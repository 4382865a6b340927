import type { Post } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';

/** Every object in the bucket that a video has or had: what must go with it. */
export function storedObjects(video: VideoRecord): string[] {
  const files = [...Object.values(video.assets), ...Object.values(video.pendingAssets)];
  return [video.objectKey, ...files.map(({ objectKey }) => objectKey), ...video.discarded];
}

/** Replaced files that no post wants to send any more. */
export function unusedObjects(video: VideoRecord, posts: readonly Post[]): string[] {
  const requests = posts.map(({ request }) => JSON.stringify(request));
  return video.discarded.filter((key) => !requests.some((request) => request.includes(key)));
}
