import type { Post } from './post.ts';
import { canTransition } from './post-state.ts';
import type { PostChange } from './post-store.ts';

/**
 * A post after a change. Fields that the change leaves out stay.
 * @throws Error when the change of state is not in the table of transitions: a bug, not a race
 */
export function changedPost(post: Post, change: PostChange, now: number): Post {
  if (change.state && !canTransition(post.state, change.state)) {
    throw new Error(`A post cannot go from ${post.state} to ${change.state}.`);
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const publishedAt = change.state === 'published' ? (post.publishedAt ?? now) : post.publishedAt;
  return { ...post, ...given, publishedAt, updatedAt: now };
}
