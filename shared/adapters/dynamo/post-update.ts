import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Post } from '../../domain/posts/post.ts';
import { keyOf } from './keys.ts';
import { type PostItem, workAttributes } from './post-item.ts';
import { setFields, type Table } from './table.ts';

/**
 * The write of a change, on condition that fence and state are still those of `post`. It names only what changes: a
 * late repetition of a lease extension must not bring an older checkpoint back.
 * @param unchangedSince the row must not have been written since; for whoever decides by what is in it
 */
export function buildPostUpdate(
  table: Table,
  post: Post,
  next: Post,
  change: Partial<PostItem>,
  unchangedSince?: number,
): UpdateCommand {
  const work = workAttributes(next, next.updatedAt);
  const { publishedAt, updatedAt } = next;
  const out = publishedAt === post.publishedAt ? {} : { publishedAt };
  const set = setFields({ ...change, ...work, ...out, updatedAt });
  const isFinished = Object.keys(work).length === 0;
  return new UpdateCommand({
    TableName: table.name,
    Key: keyOf.post(post.ownerId, post.postId),
    UpdateExpression: set.UpdateExpression + (isFinished ? ' REMOVE workShard, workAt, nudges' : ''),
    ConditionExpression: `#fence = :wasFence AND #state = :wasState${unchangedSince === undefined ? '' : ' AND updatedAt = :since'}`,
    ExpressionAttributeNames: { ...set.ExpressionAttributeNames, '#fence': 'fence', '#state': 'state' },
    ExpressionAttributeValues: {
      ...set.ExpressionAttributeValues,
      ':wasFence': post.fence,
      ':wasState': post.state,
      ...(unchangedSince === undefined ? {} : { ':since': unchangedSince }),
    },
  });
}
