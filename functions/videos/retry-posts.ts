import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { planPosts, writePosts } from '../../shared/domain/posts/plan-posts.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { buildPostView } from '../../shared/domain/videos/post-view.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import { buildVideoView, type OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnPost } from './get-own-post.ts';
import { assertStored, getOwnVideo } from './get-own-video.ts';
import { buildRefusedView, refuseAll } from './refused-view.ts';
import { settleWords } from './renew-words.ts';
import { loadOwnerFacts } from './view-videos.ts';

/** States in which a post has definitely not gone out. */
const retryable = ['failed', 'cancelled'] as const;

/** Queues what failed or was cancelled of one video, and nothing else of it. */
export const retryVideo: VideosEndpoint<'retryVideo'> = async ({ params }, { caller, now }, deps) => {
  const [video, posts, owner] = await Promise.all([
    getOwnVideo(deps, caller.userId, params.videoId),
    deps.posts.listOfVideo(caller.userId, params.videoId),
    loadOwnerFacts(deps, caller.userId),
  ]);
  const { queued, refused } = await retry(deps, video, posts, owner, now);
  if (queued.length === 0 && refused.length > 0) throw refuseAll(refused);
  if (queued.length === 0) throw new HopperError('nothing_to_post', 'Nothing of this video failed or was cancelled.');
  const after = new Map([...posts, ...queued].map((post) => [post.postId, post]));
  const view = buildVideoView(video, [...after.values()], owner);
  return { ...view, queued: queued.length, refused: refused.map(buildRefusedView) };
};

/** Queues one failed or cancelled post. */
export const retryPost: VideosEndpoint<'retryPost'> = async ({ params }, { caller, now }, deps) => {
  const { video, post } = await getOwnPost(deps, caller.userId, params);
  const { queued, refused } = await retry(deps, video, [post], await loadOwnerFacts(deps, caller.userId), now);
  if (refused.length > 0) throw refuseAll(refused);
  const [again] = queued;
  if (!again)
    throw new HopperError('conflict', `Only what failed or was cancelled is tried again: it is ${post.state}.`);
  return buildPostView(again);
};

/** @param posts those that may be tried again, if their state allows it */
async function retry(deps: Deps, video: VideoRecord, posts: readonly Post[], owner: OwnerFacts, now: number) {
  assertStored(video);
  const failed = posts.filter(({ state }) => retryable.some((name) => name === state));
  const known = new Map(failed.map((post) => [post.postId, post]));
  const destinations = owner.connections.filter(({ connectionId }) =>
    failed.some((post) => post.connectionId === connectionId),
  );
  const { wanted, refused } = planPosts(video, known, { ...owner, destinations }, () => retryable);
  const queued = await writePosts(deps.posts, wanted, () => null, now);
  await announcePosts(deps, await settleWords(deps, queued, owner, now), now);
  return { queued, refused };
}
