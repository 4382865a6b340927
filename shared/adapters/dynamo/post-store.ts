import { randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { LeaseLostError } from '../../domain/lease-lost-error.ts';
import { changedPost } from '../../domain/posts/changed-post.ts';
import { Post, PostSummary, postIdOf } from '../../domain/posts/post.ts';
import type { PostKey, PostStore } from '../../domain/posts/post-store.ts';
import { correlation } from '../../domain/watch/correlation.ts';
import { batchGet } from './batch-get.ts';
import { claimPost } from './claim-post.ts';
import { createManyPosts } from './create-many-posts.ts';
import { keyOf, prefixOf } from './keys.ts';
import { PostItem } from './post-item.ts';
import { buildPostUpdate } from './post-update.ts';
import { revivePost } from './revive-post.ts';
import { isConditionFailure, queryAll, type Table } from './table.ts';

/** A worker that writes its progress makes a user's change fail and be tried again; it does so every few seconds. */
const transitionAttempts = 6;

/**
 * Posts in DynamoDB. Every write is conditional: on absence, on the lease, or on the fence.
 * @param newHolder makes the mark by which a claim or a transition whose answer got lost is recognized when the SDK repeats it
 */
export function createPostStore(table: Table, newHolder: () => string = randomUUID): PostStore {
  const { client, name: TableName } = table;

  async function find({ ownerId, postId }: PostKey): Promise<PostItem | undefined> {
    const get = new GetCommand({ TableName, Key: keyOf.post(ownerId, postId), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item && PostItem.parse(Item);
  }

  async function isWritten(update: ReturnType<typeof buildPostUpdate>): Promise<boolean> {
    return sent(client.send(update));
  }

  return {
    create: (posts) => createManyPosts(table, posts),

    listOfOwner: (ownerId) => queryAll(table, Post, { pk: keyOf.post(ownerId, '').pk, prefix: prefixOf.post }),

    listOfVideo: (ownerId, videoId) =>
      queryAll(table, Post, { pk: keyOf.post(ownerId, '').pk, prefix: `${prefixOf.post}${videoId}-` }),

    listOfVideos: (videos) =>
      batchGet(
        table,
        PostSummary,
        videos.flatMap(({ ownerId, videoId, connectionIds }) =>
          connectionIds.map((connectionId) => keyOf.post(ownerId, postIdOf(videoId, connectionId))),
        ),
        Object.keys(PostSummary.shape),
      ),

    claim: (key, { now, leaseMs }) => claimPost(table, key, { now, leaseMs, holder: newHolder(), find }),

    async save(post, change, now) {
      const next = changedPost(post, change, now);
      if (await isWritten(buildPostUpdate(table, post, next, change))) return next;
      const stored = await find(post);
      // The SDK repeats a write whose answer got lost; the repetition then meets its own result.
      const isOurs = stored?.fence === post.fence && stored.updatedAt === now && stored.state === next.state;
      if (isOurs) return next;
      throw new LeaseLostError(`post ${post.postId}`);
    },

    async transition(key, from, wanted, now, { takeOver = false } = {}) {
      const mark = newHolder();
      let tried: Post | undefined;
      for (let attempt = 1; attempt <= transitionAttempts; attempt += 1) {
        const post = await find(key);
        // As in `save`: the write that was refused may be the repetition of one that went through. Not told by its time,
        // because two users' clicks may share a millisecond.
        if (tried && post?.holder === mark) return tried;
        if (!post || !from.includes(post.state) || (post.leaseUntil > now && !takeOver)) return undefined;
        const wish = typeof wanted === 'function' ? wanted(Post.parse(post)) : wanted;
        if (!wish) return undefined;
        const change = { leaseUntil: 0, ...wish };
        const next = { ...changedPost(Post.parse(post), change, now), fence: post.fence + 1, orderedAt: now };
        const written = { ...change, fence: next.fence, holder: mark, orderedAt: now, ...correlation() };
        const update = buildPostUpdate(table, post, next, written, post.updatedAt);
        const isRevival = post.state === 'cancelled' && next.state !== 'cancelled';
        const outcome = isRevival
          ? await revivePost(table, post, update)
          : (await isWritten(update))
            ? 'written'
            : 'raced';
        if (outcome === 'barred') return undefined;
        if (outcome === 'written') return next;
        tried = next;
      }
      return undefined;
    },

    async remove({ ownerId, postId, fence }, now) {
      const remove = new DeleteCommand({
        TableName,
        Key: keyOf.post(ownerId, postId),
        ConditionExpression: 'attribute_not_exists(pk) OR (leaseUntil <= :now AND fence = :fence)',
        ExpressionAttributeValues: { ':now': now, ':fence': fence },
      });
      return sent(client.send(remove));
    },
  };
}

/** False when the write was refused by its condition. */
async function sent(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
