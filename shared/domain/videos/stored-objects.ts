import type { Post } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';

/** Every object in the bucket that a video has or had: what must go with it. */
export function storedObjects(video: VideoRecord): string[] {
  const files = [...Object.values(video.assets), ...Object.values(video.pendingAssets)];
  return [video.objectKey, ...files.map(({ objectKey }) => objectKey), ...video.discarded];
}

/** Whether the row of a video or what one of its posts sends names an object. */
export function isNamed(objectKey: string, video: VideoRecord, posts: readonly Post[]): boolean {
  return storedObjects(video).includes(objectKey) || posts.some(({ request }) => names(request, objectKey));
}

/** Replaced files that no post wants to send any more. */
export function unusedObjects(video: VideoRecord, posts: readonly Post[]): string[] {
  return video.discarded.filter((key) => !posts.some(({ request }) => names(request, key)));
}

function names(request: Post['request'], objectKey: string): boolean {
  return JSON.stringify(request).includes(objectKey);
}
