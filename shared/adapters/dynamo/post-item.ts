import * as z from 'zod';
import { nextLookAt } from '../../domain/posts/next-look.ts';
import { Post } from '../../domain/posts/post.ts';
import { keyOf, workShardOf } from './keys.ts';

/** A stored post: the row, plus its place in the index of unfinished work while it is unfinished. */
export function toPostItem(post: Post, now: number): Record<string, unknown> {
  return { ...keyOf.post(post.ownerId, post.postId), ...post, ...workAttributes(post, now), kind: 'post' };
}

/**
 * The attributes that put an item into the work index. Whoever writes a post starts counting hints anew.
 * @returns nothing for a post that no worker has to look at any more
 */
export function workAttributes(post: Post, now: number): Record<string, unknown> {
  const lookAt = nextLookAt(post, now);
  if (lookAt === null) return {};
  return { workShard: workShardOf(post.postId), workAt: toWorkAt(lookAt), nudges: 0 };
}

/** Sort key of the work index: instants of the same length, so that they sort as text. */
export function toWorkAt(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** A post as it is read, with the mark of whoever claimed or changed it last. */
export const PostItem = Post.extend({ holder: z.string().optional() });
export type PostItem = z.infer<typeof PostItem>;
