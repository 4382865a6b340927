import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type Begun,
  type IdempotencyKey,
  type IdempotencyStore,
  StoredAnswer,
} from '../../domain/idempotency/idempotency-store.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

const Row = z.object({ requestHash: z.string(), answer: StoredAnswer.optional() });

/** Free: not there, past its time though DynamoDB has not removed it yet, or begun by somebody who did not come back. */
const isFree =
  'attribute_not_exists(pk) OR expiresAt <= :seconds OR (attribute_not_exists(answer) AND leaseUntil <= :now)';

/** Idempotency keys in DynamoDB: one conditional write decides who carries a request out. */
export function createIdempotencyStore({ client, name: TableName }: Table): IdempotencyStore {
  return {
    async begin(key, { now, forgetAt, ...claim }) {
      const put = new PutCommand({
        TableName,
        Item: { ...rowOf(key), ...claim, expiresAt: Math.ceil(forgetAt / 1000) },
        ConditionExpression: isFree,
        ExpressionAttributeValues: { ':now': now, ':seconds': Math.floor(now / 1000) },
      });
      try {
        await client.send(put);
        return { state: 'mine' };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
      const { Item: found } = await client.send(new GetCommand({ TableName, Key: rowOf(key), ConsistentRead: true }));
      // Freed in between: whoever asks again gets it.
      return found ? toBegun(found) : { state: 'running', requestHash: claim.requestHash };
    },
    async finish(key, claimId, answer) {
      const update = new UpdateCommand({
        TableName,
        Key: rowOf(key),
        UpdateExpression: 'SET answer = :answer',
        ConditionExpression: 'claimId = :claimId AND attribute_not_exists(answer)',
        ExpressionAttributeValues: { ':answer': answer, ':claimId': claimId },
      });
      await client.send(update).catch(ignoreLostClaim);
    },
    async release(key, claimId) {
      const removal = new DeleteCommand({
        TableName,
        Key: rowOf(key),
        ConditionExpression: 'claimId = :claimId AND attribute_not_exists(answer)',
        ExpressionAttributeValues: { ':claimId': claimId },
      });
      await client.send(removal).catch(ignoreLostClaim);
    },
  };
}

function rowOf({ ownerId, keyHash }: IdempotencyKey) {
  return { ...keyOf.idempotency(ownerId, keyHash) };
}

function toBegun(item: unknown): Begun {
  const { requestHash, answer } = Row.parse(item);
  return answer ? { state: 'done', requestHash, answer } : { state: 'running', requestHash };
}

function ignoreLostClaim(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}
