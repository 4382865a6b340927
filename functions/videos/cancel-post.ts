import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { cancelChange, cancellable } from '../../shared/domain/posts/cancel-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { buildPostView } from '../../shared/domain/videos/post-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnPost } from './get-own-post.ts';

/**
 * Keeps a post from coming out. It is taken even from a worker that holds it: the worker's next write is refused, and it
 * takes no step that cannot be taken back without having written a checkpoint before. So a post without a checkpoint is
 * cancelled for certain. One with a checkpoint is taken back by a worker before anybody sees it, where the platform can do
 * that; else it is stopped, and only a look at the platform can tell how far it came.
 */
export const cancelPost: VideosEndpoint<'cancelPost'> = async ({ params }, { caller, now }, deps) => {
  const { post } = await getOwnPost(deps, caller.userId, params);
  const { timing } = deps.rules[post.platform];
  const change = (stored: Post) => cancelChange(stored, timing, now);
  const changed = await deps.posts.transition(post, cancellable, change, now, { takeOver: true });
  const latest = changed ?? (await getOwnPost(deps, caller.userId, params)).post;
  const outcome = outcomeOf(latest, changed !== undefined);
  if (!outcome) throw new HopperError('conflict', explain(latest));
  await announcePosts(deps, [latest], now);
  return { outcome, post: buildPostView(latest) };
};

/** @returns undefined when it cannot be kept from coming out any more */
function outcomeOf({ state, wish }: Post, isChanged: boolean): 'cancelled' | 'stopping' | 'stopped' | undefined {
  if (state === 'cancelled') return 'cancelled';
  if (wish === 'withdraw') return 'stopping';
  return isChanged && state === 'needs_check' ? 'stopped' : undefined;
}

function explain({ state }: Post): string {
  if (state === 'published') return 'It is out already.';
  if (state === 'processing') return 'Too late: the platform has the whole video and is processing it.';
  if (state === 'needs_check') return 'Nobody knows whether it is out. Look at the platform, then decide.';
  return 'The post changes just now. Look at it again.';
}
