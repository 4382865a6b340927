import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { TokenGrant } from '../../domain/tokens/api-token.ts';
import type { TokenFinder } from '../../domain/tokens/api-token-store.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** Finds API tokens by their hash; all that the authorizer may touch of the table. */
export function createTokenFinder({ client, name: TableName }: Table): TokenFinder {
  return {
    async find(secretHash) {
      const Key = { ...keyOf.apiTokenHash(secretHash) };
      // Consistent, so that a token that was revoked a moment ago opens nothing.
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item && TokenGrant.parse(Item);
    },
    async touch(secretHash, now) {
      const update = new UpdateCommand({
        TableName,
        Key: { ...keyOf.apiTokenHash(secretHash) },
        UpdateExpression: 'SET lastUsedAt = :now',
        // A row that was revoked in between does not come back.
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':now': now },
      });
      await client.send(update).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
    },
  };
}
