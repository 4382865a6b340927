import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { buildRefusedView } from './refused-view.ts';
import { scheduleVideo, unschedulePosts, type WantedTime } from './schedule-video.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Gives one video a time, or another one. */
export const putSchedule: VideosEndpoint<'putSchedule'> = async ({ params, body }, { caller, now }, deps) => {
  const { video, refused } = await change(deps, caller.userId, params.videoId, body, {
    connectionIds: body.connection_ids,
    now,
  });
  return { ...video, refused: refused.map(buildRefusedView) };
};

/** Takes one video's time away. */
export const deleteSchedule: VideosEndpoint<'deleteSchedule'> = async ({ params, body }, { caller, now }, deps) => {
  const options = { connectionIds: body?.connection_ids, now };
  return (await change(deps, caller.userId, params.videoId, null, options)).video;
};

async function change(
  deps: Deps,
  ownerId: string,
  videoId: string,
  when: WantedTime | null,
  options: { readonly connectionIds: readonly string[] | undefined; readonly now: number },
) {
  const [video, posts, owner] = await Promise.all([
    getOwnVideo(deps, ownerId, videoId),
    deps.posts.listOfVideo(ownerId, videoId),
    loadOwnerFacts(deps, ownerId),
  ]);
  const { posts: changed, refused } = await scheduleVideo(deps, video, posts, when, { owner, ...options });
  return { video: buildVideoView(video, changed, owner), refused };
}

/** Takes every planned time away. Counts videos; what a worker has taken by then is not among them. */
export const cancelScheduled: VideosEndpoint<'cancelScheduled'> = async (_input, { caller, now }, deps) => {
  const posts: Post[] = await deps.posts.listOfOwner(caller.userId);
  const planned = posts.filter(({ state }) => state === 'scheduled');
  const changed = await unschedulePosts(deps.posts, planned, now);
  await announcePosts(deps, changed, now);
  return { ok: true, cancelled: new Set(changed.map(({ videoId }) => videoId)).size };
};
