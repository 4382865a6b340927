import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Post } from '../../domain/posts/post.ts';
import { correlation } from '../../domain/watch/correlation.ts';
import { keyOf } from './keys.ts';
import { toPostItem } from './post-item.ts';
import type { Table } from './table.ts';
import { takesPosts } from './takes-posts.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const maxTransactionItems = 100;
/** One item is the video. */
const maxPosts = maxTransactionItems - 1;
/** Each round but a collision of two transactions learns something, so a few are plenty. */
const maxRounds = 8;

/** The part of a video's row that decides. */
const VideoState = z.object({
  state: z.string(),
  deletingAt: z.number().nullable().default(null),
  mediaState: z.string().default('stored'),
  connectionIds: z.array(z.string()).default([]),
});

/**
 * Writes the posts of one video together with the list of connections in the video's row, by which they are found
 * again. The same transaction sees that the video is there, complete, not being deleted, and that its file stays: whoever
 * takes any of that marks it first and looks for posts afterwards, so that none can slip in between.
 * @param posts of one video; those whose row exists already are left alone
 * @returns those that were written
 */
export async function createPostsOfVideo(table: Table, posts: readonly Post[]): Promise<Post[]> {
  const created: Post[] = [];
  for (let start = 0; start < posts.length; start += maxPosts) {
    created.push(...(await createSome(table, posts.slice(start, start + maxPosts))));
  }
  return created;
}

async function createSome(table: Table, posts: readonly Post[]): Promise<Post[]> {
  const [first] = posts;
  if (!first) return [];
  let absent = posts;
  let unlisted = connectionsOf(posts);
  for (let round = 1; absent.length > 0; round += 1) {
    try {
      await table.client.send(buildTransaction(table, absent, unlisted));
      return [...absent];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException) || round === maxRounds) throw error;
      const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const refused = (index: number) => reasons[index] === 'ConditionalCheckFailed';
      // Somebody else's transaction on the same rows, most likely the same request: it is over in a moment.
      if (!reasons.some((code) => code === 'ConditionalCheckFailed')) await pause(round);
      absent = absent.filter((_post, index) => !refused(index + 1));
      if (!refused(0)) continue;
      const video = await findVideo(table, first);
      if (video?.state !== 'ready' || video.deletingAt !== null || video.mediaState !== 'stored') return [];
      unlisted = unlisted.filter((id) => !video.connectionIds.includes(id));
    }
  }
  return [];
}

function buildTransaction(table: Table, absent: readonly Post[], unlisted: readonly string[]): TransactWriteCommand {
  return new TransactWriteCommand({ TransactItems: buildItems(table, absent, unlisted) });
}

/** The writes for the posts of one video: one more than there are posts. */
export function buildItems(table: Table, absent: readonly Post[], unlisted: readonly string[] = connectionsOf(absent)) {
  const puts = absent.map((post) => ({
    Put: {
      TableName: table.name,
      Item: { ...toPostItem(post, post.createdAt), orderedAt: post.createdAt, ...correlation() },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
  return [listConnections(table, absent[0], unlisted), ...puts];
}

function connectionsOf(posts: readonly Post[]): string[] {
  return [...new Set(posts.map(({ connectionId }) => connectionId))];
}

/** Names the connections in the video's row, each once. */
function listConnections(table: Table, post: Post | undefined, unlisted: readonly string[]) {
  const ids = Object.fromEntries(unlisted.map((id, index) => [`:id${index}`, id]));
  const isNew = Object.keys(ids).map((name) => ` AND NOT contains(connectionIds, ${name})`);
  return {
    Update: {
      TableName: table.name,
      Key: keyOf.video(post?.ownerId ?? '', post?.videoId ?? ''),
      UpdateExpression: 'SET connectionIds = list_append(if_not_exists(connectionIds, :none), :ids)',
      ConditionExpression: `#state = :ready AND ${takesPosts.expression}${isNew.join('')}`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ...ids, ':ids': unlisted, ':none': [], ':ready': 'ready', ...takesPosts.values },
    },
  };
}

async function findVideo(table: Table, { ownerId, videoId }: Post) {
  const Key = keyOf.video(ownerId, videoId);
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }));
  return Item && VideoState.parse(Item);
}

function pause(round: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10 * 2 ** round * (0.5 + Math.random())));
}
