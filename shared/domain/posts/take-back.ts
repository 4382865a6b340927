import { withdrawal } from './cancel-post.ts';
import { isHeldThere, plannedStates } from './planned-post.ts';
import type { Post } from './post.ts';
import type { PostStore } from './post-store.ts';

/**
 * Has everything taken back that waits at a platform, unseen, and would come out when nobody looks any more: before its video
 * goes.
 * @param held posts for which `isHeldThere` was true
 * @returns those that were changed by this: a worker has to be told
 */
export async function takeBack(
  posts: Pick<PostStore, 'transition'>,
  held: readonly Post[],
  now: number,
): Promise<Post[]> {
  const change = (post: Post) => (isHeldThere(post, now) && post.wish === null ? withdrawal(post, now) : undefined);
  const changed = await Promise.all(
    held.map((post) => posts.transition(post, plannedStates, change, now, { takeOver: true })),
  );
  return changed.filter((post) => post !== undefined);
}
