import { plannedStates } from '../../shared/domain/posts/planned-post.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import { unplanChange } from '../../shared/domain/posts/retime-post.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';

/**
 * Takes the time of planned posts away; what has begun ahead of it is taken back by a worker. Those for which the start came
 * first are left out of the answer.
 */
export async function unschedulePosts(
  posts: Deps['posts'],
  rules: OwnerFacts['rules'],
  planned: readonly Post[],
  now: number,
): Promise<Post[]> {
  const changed = await Promise.all(
    planned.map((post) => {
      const change = (stored: Post) => unplanChange(stored, rules[post.platform].timing, now);
      return posts.transition(post, plannedStates, change, now, { takeOver: true });
    }),
  );
  return changed.filter((post) => post !== undefined);
}
