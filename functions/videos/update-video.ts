import { HopperError } from '../../shared/domain/hopper-error.ts';
import { isActive } from '../../shared/domain/videos/video-status.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Changes the words of a video that is not being posted. A field set to null goes back to its default. */
export const updateVideo: VideosEndpoint<'updateVideo'> = async ({ params, body }, { caller }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  const posts = await deps.posts.listOfVideo(caller.userId, video.videoId);
  if (posts.some(isActive)) throw new HopperError('conflict', 'This video is being posted with its present words.');
  const settings = Object.fromEntries(
    Object.entries({ ...video.settings, ...body }).filter(([, value]) => value !== null && value !== undefined),
  );
  const updated = await deps.videos.edit(video, { settings });
  if (!updated) throw new HopperError('conflict');
  return buildVideoView(updated, posts, await loadOwnerFacts(deps, caller.userId));
};
