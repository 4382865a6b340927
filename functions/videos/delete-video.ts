import { HopperError } from '../../shared/domain/hopper-error.ts';
import { isClaimable } from '../../shared/domain/posts/next-look.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { forgetVideo } from '../../shared/domain/videos/forget-video.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';

/**
 * Deletes a video, its posts and its bytes; an upload in progress is aborted. The row goes last, so that a deletion
 * that was cut short can be repeated. What is already at a platform stays there.
 */
export const deleteVideo: VideosEndpoint<'deleteVideo'> = async ({ params }, { caller, now }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  // From here on the video gets no posts: the list that is read next stays complete.
  const marked = await deps.videos.update(caller.userId, video.videoId, { deletingAt: now });
  const posts = await deps.posts.listOfVideo(caller.userId, video.videoId);
  // A post that is missing from its connections was removed by an earlier deletion.
  const isFirst = video.deletingAt === null && posts.length >= (marked?.connectionIds.length ?? 0);
  await removePosts(deps, posts, now, async () => {
    if (isFirst) await deps.videos.update(caller.userId, video.videoId, { deletingAt: null });
  });
  // What is left behind here harms nobody: the entry of a post that is gone does nothing, a timeline expires.
  await Promise.allSettled(posts.flatMap((post) => [deps.schedules.remove(post.postId), deps.events.removeAll(post)]));
  await forgetVideo(deps, marked ?? video);
  return { ok: true };
};

/**
 * Posts that a worker may hold go first, so that a refusal comes before anything is gone. Once one is gone, in this call or
 * in one before, the mark stays even then: what has gone out must not be posted again because its row is missing.
 * @param unmark when nothing is gone yet
 */
async function removePosts(
  deps: Deps,
  posts: readonly Post[],
  now: number,
  unmark: () => Promise<void>,
): Promise<void> {
  const inOrder = posts.toSorted((a, b) => Number(isClaimable(b.state)) - Number(isClaimable(a.state)));
  for (const [index, post] of inOrder.entries()) {
    if (await deps.posts.remove(post, now)) continue;
    if (index === 0) await unmark();
    throw new HopperError('conflict', 'This video is being posted right now. Wait until it is out, then delete it.');
  }
}
