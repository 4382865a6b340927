import { Post } from '../../domain/posts/post.ts';
import { batchGet } from './batch-get.ts';
import { keyOf } from './keys.ts';
import type { Table } from './table.ts';

const State = Post.pick({ postId: true, state: true });

/** The states of an owner's posts, as they are now. What is gone is left out. */
export async function readPostStates(table: Table, ownerId: string, postIds: readonly string[]) {
  const keys = postIds.map((postId) => keyOf.post(ownerId, postId));
  return batchGet(table, State, keys, ['postId', 'state']);
}
