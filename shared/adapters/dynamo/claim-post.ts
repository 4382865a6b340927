import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Post } from '../../domain/posts/post.ts';
import { claimableStates } from '../../domain/posts/post-state.ts';
import type { ClaimOutcome, PostKey } from '../../domain/posts/post-store.ts';
import { whyNotClaimable } from '../../domain/posts/why-not-claimable.ts';
import { keyOf, workShardOf } from './keys.ts';
import { type PostItem, toWorkAt } from './post-item.ts';
import { isConditionFailure, type Table } from './table.ts';

interface ClaimOptions {
  readonly now: number;
  readonly leaseMs: number;
  /** Unique per claim. */
  readonly holder: string;
  readonly find: (key: PostKey) => Promise<PostItem | undefined>;
}

/**
 * Takes a post by one conditional write: its state must be claimable, its time come and its lease free.
 * A refused claim reads the row to tell why.
 */
export async function claimPost(table: Table, key: PostKey, options: ClaimOptions): Promise<ClaimOutcome> {
  const { now, holder } = options;
  try {
    const answer = await table.client.send(buildClaim(table, key, options));
    return { outcome: 'claimed', post: Post.parse(answer.Attributes) };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
  const stored = await options.find(key);
  if (!stored) return { outcome: 'not-claimable', reason: 'missing', tryAgainAt: null, state: null };
  if (stored.holder === holder && stored.leaseUntil > now) return { outcome: 'claimed', post: Post.parse(stored) };
  return { outcome: 'not-claimable', ...whyNotClaimable(stored, now) };
}

function buildClaim(table: Table, { ownerId, postId }: PostKey, { now, leaseMs, holder }: ClaimOptions) {
  const states = claimableStates.map((state, index) => [`:state${index}`, state] as const);
  return new UpdateCommand({
    TableName: table.name,
    Key: keyOf.post(ownerId, postId),
    UpdateExpression:
      'SET leaseUntil = :until, holder = :holder, workShard = :shard, workAt = :workAt, nudges = :zero ADD fence :one',
    ConditionExpression: `#state IN (${states.map(([name]) => name).join(', ')}) AND notBefore <= :now AND leaseUntil <= :now`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ...Object.fromEntries(states),
      ':now': now,
      ':until': now + leaseMs,
      ':holder': holder,
      ':shard': workShardOf(postId),
      ':workAt': toWorkAt(now + leaseMs),
      ':zero': 0,
      ':one': 1,
    },
    ReturnValues: 'ALL_NEW',
  });
}
