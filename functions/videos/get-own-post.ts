import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import { getOwnVideo } from './get-own-video.ts';

/**
 * A post of the caller's video.
 * @throws HopperError not_found for an unknown id and for another user's alike
 */
export async function getOwnPost(
  deps: Pick<Deps, 'videos' | 'posts'>,
  ownerId: string,
  { videoId, postId }: { readonly videoId: string; readonly postId: string },
): Promise<{ video: VideoRecord; post: Post }> {
  const [video, posts] = await Promise.all([
    getOwnVideo(deps, ownerId, videoId),
    deps.posts.listOfVideo(ownerId, videoId),
  ]);
  const post = posts.find((one) => one.postId === postId);
  if (!post) throw new HopperError('not_found', 'There is no such post.');
  return { video, post };
}
