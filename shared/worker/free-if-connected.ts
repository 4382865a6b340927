import type { Clock } from '../domain/clock.ts';
import type { AccessTokens } from '../domain/connections/access-token.ts';
import type { HintQueue } from '../domain/posts/hint-queue.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostStore } from '../domain/posts/post-store.ts';

interface FreeDeps {
  readonly posts: Pick<PostStore, 'transition'>;
  readonly hints: HintQueue;
  readonly accessTokens: (post: Post) => Pick<AccessTokens, 'get'>;
  readonly clock: Clock;
}

/**
 * Looks at the connection of a post that has just begun to wait for it. The user may have connected again between the
 * refusal and the row that tells of it: whoever connects frees only what waits by then, so nobody else would free this one.
 */
export async function freeIfConnected({ posts, hints, accessTokens, clock }: FreeDeps, post: Post): Promise<void> {
  if (post.state !== 'reconnect') return;
  const isConnected = await accessTokens(post)
    .get()
    .then(() => true)
    .catch(() => false);
  if (!isConnected) return;
  const now = clock.now();
  const freed = await posts.transition(post, ['reconnect'], { state: 'queued', error: null, notBefore: now }, now);
  if (freed) await hints.send(freed.platform, freed);
}
