import type * as z from 'zod';
import type { Kept } from '../../shared/contract/routes/video-shapes.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { explainKeptTime, type KeptPost } from '../../shared/domain/posts/explain-kept.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { OwnerFacts } from '../../shared/domain/videos/video-view.ts';
import type { Deps } from './deps.ts';

/**
 * Posts that a change of their time did not reach, with the reason, as they are now.
 * @param meant posts that the change was about
 * @param changed those that it has reached
 */
export async function findKept(
  deps: Pick<Deps, 'posts'>,
  meant: readonly Post[],
  changed: readonly Post[],
  { rules, now }: Pick<OwnerFacts, 'rules'> & { readonly now: number },
): Promise<KeptPost[]> {
  const reached = new Set(changed.map(({ postId }) => postId));
  const missed = meant.filter(({ postId }) => !reached.has(postId));
  const posts = await deps.posts.listOfVideos(
    missed.map(({ ownerId, videoId, connectionId }) => ({ ownerId, videoId, connectionIds: [connectionId] })),
  );
  return posts.map((post) => explainKeptTime(post, rules[post.platform].timing, now));
}

/** Nothing but posts that were not reached is no success. */
export function startWasFirst(kept: readonly KeptPost[]): HopperError {
  const reasons = [...new Set(kept.map(({ reason }) => reason))];
  const details = kept.map(({ platform, reason }) => ({ path: platform, message: reason }));
  return new HopperError('conflict', reasons.join(' '), { details });
}

/** A destination that a change did not reach, as the API answers it. */
export function buildKeptView({ platform, connectionId, reason }: KeptPost): z.infer<typeof Kept> {
  return { platform, connection_id: connectionId, reason };
}
