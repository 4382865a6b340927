import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Post } from '../../domain/posts/post.ts';
import { keyOf } from './keys.ts';
import type { Table } from './table.ts';
import { takesPosts } from './takes-posts.ts';

/**
 * Takes up a post that was cancelled. Nothing waits for a cancelled post, so the file of its video may be on its way out:
 * the same transaction sees that it stays.
 * @param update the conditional write of the post
 * @returns written; raced = the post is another one by now; barred = its video takes no posts any more
 * @throws TransactionCanceledException when the table is too busy, as any write may
 */
export async function revivePost(
  table: Table,
  post: Pick<Post, 'ownerId' | 'videoId'>,
  { input }: UpdateCommand,
): Promise<'written' | 'raced' | 'barred'> {
  const { TableName, Key, UpdateExpression, ConditionExpression } = input;
  const { ExpressionAttributeNames, ExpressionAttributeValues } = input;
  const update = { TableName, Key, UpdateExpression, ConditionExpression };
  const check = {
    TableName: table.name,
    Key: keyOf.video(post.ownerId, post.videoId),
    ConditionExpression: `attribute_exists(pk) AND ${takesPosts.expression}`,
    ExpressionAttributeValues: takesPosts.values,
  };
  const items = [
    { Update: { ...update, ExpressionAttributeNames, ExpressionAttributeValues } },
    { ConditionCheck: check },
  ];
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: items }));
    return 'written';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes[1] === 'ConditionalCheckFailed') return 'barred';
    if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return 'raced';
    throw error;
  }
}
