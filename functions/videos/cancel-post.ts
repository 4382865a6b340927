import { HopperError } from '../../shared/domain/hopper-error.ts';
import { announcePosts } from '../../shared/domain/posts/announce-posts.ts';
import { hasBegun } from '../../shared/domain/posts/build-post.ts';
import type { Post, PostState } from '../../shared/domain/posts/post.ts';
import type { PostChange } from '../../shared/domain/posts/post-store.ts';
import { buildPostView } from '../../shared/domain/videos/post-view.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnPost } from './get-own-post.ts';

/** What is processed has all its bytes at the platform; what needs a check is decided, not cancelled. */
const cancellable: readonly PostState[] = [
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'waiting',
  'reconnect',
  'failed',
  'cancelled',
];

const stopped = {
  code: 'stopped_by_user',
  message: 'You stopped this post after it had begun. Look at the platform whether it is there, then decide.',
};

/**
 * Keeps a post from going out. It is taken even from a worker that holds it: the worker's next write is refused, and it
 * takes no step that cannot be taken back without having written a checkpoint before. So a post without a checkpoint is
 * cancelled for certain; one with a checkpoint is stopped, and only a look at the platform can tell how far it came.
 */
export const cancelPost: VideosEndpoint<'cancelPost'> = async ({ params }, { caller, now }, deps) => {
  const { post } = await getOwnPost(deps, caller.userId, params);
  const changed = await deps.posts.transition(post, cancellable, changeFor, now, { takeOver: true });
  const latest = changed ?? (await getOwnPost(deps, caller.userId, params)).post;
  if (!changed && latest.state !== 'cancelled') throw new HopperError('conflict', explain(latest));
  await announcePosts(deps, [latest], now);
  return { outcome: latest.state === 'needs_check' ? 'stopped' : 'cancelled', post: buildPostView(latest) };
};

/** Decided by the row at the moment of the write. Cancelling twice is no error and changes nothing. */
function changeFor(post: Post): PostChange | undefined {
  if (post.state === 'cancelled') return undefined;
  if (post.state === 'failed' || !hasBegun(post))
    return { state: 'cancelled', error: null, dueAt: null, schedule: null };
  return { state: 'needs_check', error: stopped };
}

function explain({ state }: Post): string {
  if (state === 'published') return 'It is out already.';
  if (state === 'processing') return 'Too late: the platform has the whole video and is processing it.';
  if (state === 'needs_check') return 'Nobody knows whether it is out. Look at the platform, then decide.';
  return 'The post changes just now. Look at it again.';
}
