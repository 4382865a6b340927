import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { isPlanned } from '../../shared/domain/posts/planned-post.ts';
import { buildVideoView } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { buildKeptView } from './kept-posts.ts';
import { buildRefusedView } from './refused-view.ts';
import { scheduleVideo, type WantedTime } from './schedule-video.ts';
import { unschedulePosts } from './unschedule-posts.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** Gives one video a time, or another one. */
export const putSchedule: VideosEndpoint<'putSchedule'> = async ({ params, body }, { caller, now }, deps) => {
  const { video, kept, refused } = await change(deps, caller.userId, params.videoId, body, {
    connectionIds: body.connection_ids,
    now,
  });
  return { ...video, refused: refused.map(buildRefusedView), kept: kept.map(buildKeptView) };
};

/** Takes one video's time away. */
export const deleteSchedule: VideosEndpoint<'deleteSchedule'> = async ({ params, body }, { caller, now }, deps) => {
  const options = { connectionIds: body?.connection_ids, now };
  const { video, kept } = await change(deps, caller.userId, params.videoId, null, options);
  return { ...video, kept: kept.map(buildKeptView) };
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
  const { posts: changed, ...rest } = await scheduleVideo(deps, video, posts, when, { owner, ...options });
  return { video: buildVideoView(video, changed, owner), ...rest };
}

/** Takes every planned time away. Counts videos; those for which the start came first are not among them. */
export const cancelScheduled: VideosEndpoint<'cancelScheduled'> = async (_input, { caller, now }, deps) => {
  const posts = await deps.posts.listOfOwner(caller.userId);
  const planned = posts.filter((post) => isPlanned(post) && post.wish === null);
  const changed = await unschedulePosts(deps.posts, deps.rules, planned, now);
  await announcePosts(deps, changed, now);
  return { ok: true, cancelled: new Set(changed.map(({ videoId }) => videoId)).size };
};
