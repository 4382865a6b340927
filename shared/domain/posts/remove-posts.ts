import { isClaimable } from './next-look.ts';
import { isUndecided } from './planned-post.ts';
import type { Post } from './post.ts';
import type { PostStore } from './post-store.ts';

/**
 * Removes the posts of a video that is being deleted. Those that a worker may hold go first, so that a refusal comes before
 * anything is gone; while the outcome of one is open, none goes.
 * @returns `some`: one could not be removed after others were gone
 */
export async function removePosts(
  store: Pick<PostStore, 'remove'>,
  posts: readonly Post[],
  now: number,
): Promise<'none' | 'some' | 'all'> {
  if (posts.some(isUndecided)) return 'none';
  const inOrder = posts.toSorted((a, b) => Number(isClaimable(b.state)) - Number(isClaimable(a.state)));
  for (const [index, post] of inOrder.entries()) {
    if (!(await store.remove(post, now))) return index === 0 ? 'none' : 'some';
  }
  return 'all';
}
