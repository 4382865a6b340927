import { HopperError } from '../../shared/domain/hopper-error.ts';
import { buildEventView } from '../../shared/domain/posts/event-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';

/** The steps of one post of one of the caller's videos. */
export const getTimeline: VideosEndpoint<'getTimeline'> = async ({ params, query }, { caller, now }, deps) => {
  const { videoId, postId } = params;
  await getOwnVideo(deps, caller.userId, videoId);
  const posts = await deps.posts.listOfVideo(caller.userId, videoId);
  const post = posts.find((own) => own.postId === postId);
  if (!post) throw new HopperError('not_found', 'There is no such post.');
  const { events, next } = await deps.events.list(post, { limit: query.limit, after: query.cursor, now });
  return { body: { events: events.map(buildEventView) }, nextCursor: next };
};
