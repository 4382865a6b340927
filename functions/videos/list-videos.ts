import type { Post } from '../../shared/domain/posts/post.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';

/** The whole queue with the posts of each video: two queries, whatever its length. */
export const listVideos: VideosEndpoint<'listVideos'> = async (_input, { caller }, deps) => {
  const [videos, posts] = await Promise.all([deps.videos.list(caller.userId), deps.posts.listOfOwner(caller.userId)]);
  const postsOf = Map.groupBy<string, Post>(posts, (post) => post.videoId);
  return videos.map((video) => buildVideoView(video, postsOf.get(video.videoId) ?? []));
};

/** One video. */
export const getVideo: VideosEndpoint<'getVideo'> = async ({ params }, { caller }, deps) => {
  const video = await getOwnVideo(deps, caller.userId, params.videoId);
  return buildVideoView(video, await deps.posts.listOfVideo(caller.userId, video.videoId));
};
