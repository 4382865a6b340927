import type { Post } from './post.ts';
import type { PostStore } from './post-store.ts';

/**
 * Queues the posts of a connection that wait for it, now that the user has connected again. They keep their
 * checkpoints, so an upload that was begun is finished in its session.
 * @returns the posts that were queued; a hint for each makes it quicker than the sweeper
 */
export async function resumePosts(
  posts: Pick<PostStore, 'listOfOwner' | 'transition'>,
  connection: { readonly ownerId: string; readonly connectionId: string },
  now: number,
): Promise<Post[]> {
  const all = await posts.listOfOwner(connection.ownerId);
  const waiting = all.filter(
    ({ connectionId, state }) => connectionId === connection.connectionId && state === 'reconnect',
  );
  const change = { state: 'queued', error: null, notBefore: now } as const;
  const resumed = await Promise.all(waiting.map((post) => posts.transition(post, ['reconnect'], change, now)));
  return resumed.filter((post) => post !== undefined);
}
