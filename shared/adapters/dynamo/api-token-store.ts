import { BatchGetCommand, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ApiToken } from '../../domain/tokens/api-token.ts';
import type { ApiTokenStore } from '../../domain/tokens/api-token-store.ts';
import { keyOf, prefixOf } from './keys.ts';
import { queryAll, type Table } from './table.ts';

/** An ended token stays in the list for a while, so that its owner sees why a program has stopped. */
const keepSeconds = 30 * 24 * 3600;

const ListedToken = ApiToken.omit({ lastUsedAt: true }).extend({ secretHash: z.string() });
type ListedToken = z.infer<typeof ListedToken>;
const Use = z.object({ tokenId: z.string(), lastUsedAt: z.int().nullable() });

/**
 * API tokens in DynamoDB: a row with the owner's others, and one that the authorizer finds by the secret's hash and notes the
 * last use in. Both come and go in one transaction.
 */
export function createApiTokenStore(table: Table): ApiTokenStore {
  const { client, name: TableName } = table;
  return {
    async add({ lastUsedAt, ...token }, secretHash) {
      const expiresAt = Math.ceil(token.validUntil / 1000) + keepSeconds;
      const { name: _, createdAt: __, ...grant } = token;
      const put = (item: object) => ({
        Put: { TableName, Item: { ...item, expiresAt }, ConditionExpression: 'attribute_not_exists(pk)' },
      });
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            put({ ...keyOf.apiToken(token.ownerId, token.tokenId), ...token, secretHash }),
            put({ ...keyOf.apiTokenHash(secretHash), ...grant, lastUsedAt }),
          ],
        }),
      );
    },
    async list(ownerId) {
      const partition = { pk: keyOf.apiToken(ownerId, '').pk, prefix: prefixOf.apiToken };
      const listed = await queryAll(table, ListedToken, partition);
      const lastUse = await readLastUse(table, listed);
      return listed
        .map(({ secretHash, ...token }) => ({ ...token, lastUsedAt: lastUse.get(token.tokenId) ?? null }))
        .sort((a, b) => a.createdAt - b.createdAt);
    },
    async remove(ownerId, tokenId) {
      const Key = { ...keyOf.apiToken(ownerId, tokenId) };
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      if (!Item) return false;
      const { secretHash } = ListedToken.parse(Item);
      const keys = [Key, { ...keyOf.apiTokenHash(secretHash) }];
      await client.send(
        new TransactWriteCommand({ TransactItems: keys.map((one) => ({ Delete: { TableName, Key: one } })) }),
      );
      return true;
    },
  };
}

/** DynamoDB answers at most 100 keys at once, twice the tokens that an owner may have. */
async function readLastUse({ client, name }: Table, listed: readonly ListedToken[]) {
  if (listed.length === 0) return new Map<string, number | null>();
  const Keys = listed.map(({ secretHash }) => ({ ...keyOf.apiTokenHash(secretHash) }));
  const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys } } }));
  const uses = z.array(Use).parse(Responses?.[name] ?? []);
  return new Map(uses.map(({ tokenId, lastUsedAt }) => [tokenId, lastUsedAt]));
}
