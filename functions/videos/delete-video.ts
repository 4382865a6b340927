import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';

/**
 * Deletes a video, its posts and its bytes; an upload in progress is aborted. The row goes last, so that a deletion
 * that was cut short can be repeated. What is already at a platform stays there.
 */
export const deleteVideo: VideosEndpoint<'deleteVideo'> = async ({ params }, { caller, now }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  const posts = await deps.posts.listOfVideo(caller.userId, video.videoId);
  for (const post of posts) {
    if (!(await deps.posts.remove(post, now))) {
      throw new HopperError('conflict', 'This video is being posted right now. Wait until it is out, then delete it.');
    }
  }
  await deps.media.abort(video);
  await deps.media.remove(video.objectKey);
  await deps.videos.remove(video);
  // Whatever was ordered while this ran has no video any more and would stay behind unseen.
  for (const post of await deps.posts.listOfVideo(caller.userId, video.videoId)) await deps.posts.remove(post, now);
  return { ok: true };
};
