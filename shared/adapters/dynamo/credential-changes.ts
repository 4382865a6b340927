import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CredentialChanges } from '../../domain/accounts/credential-changes.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Two transactions on one item at the same time cancel each other; then the next round decides. */
const maxRounds = 5;

/** Changes of credentials in DynamoDB: the row by id and the row by address change together. */
export function createCredentialChanges({ client, name: TableName }: Table): CredentialChanges {
  /** @returns the place of the first write that its condition refused; undefined when all were made */
  async function write(items: Write[], round = 1): Promise<number | undefined> {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = error.CancellationReasons?.findIndex(({ Code }) => Code === 'ConditionalCheckFailed') ?? -1;
      if (refused >= 0) return refused;
      if (round === maxRounds) throw error;
      return write(items, round + 1);
    }
  }
  const setVerified = (Key: object, known: Readonly<Record<string, string>>, email: string, now: number): Write => ({
    Update: {
      TableName,
      Key: { ...Key },
      UpdateExpression: 'SET email = :email, emailVerifiedAt = :now',
      ConditionExpression: Object.keys(known)
        .map((field) => `${field} = :${field}Known`)
        .join(' AND '),
      ExpressionAttributeValues: {
        ':email': email,
        ':now': now,
        ...Object.fromEntries(Object.entries(known).map(([field, value]) => [`:${field}Known`, value])),
      },
    },
  });

  return {
    async changePassword({ userId, email, passwordHash: known }, passwordHash, now) {
      const update = new UpdateCommand({
        TableName,
        Key: { ...keyOf.email(email) },
        UpdateExpression: 'SET passwordHash = :new, passwordChangedAt = :now',
        ConditionExpression: 'userId = :user AND passwordHash = :known',
        ExpressionAttributeValues: { ':new': passwordHash, ':now': now, ':user': userId, ':known': known },
      });
      try {
        await client.send(update);
        return true;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        // The SDK repeats a write whose answer got lost; the repetition then meets its own result. No two hashes are alike.
        const get = new GetCommand({ TableName, Key: { ...keyOf.email(email) }, ConsistentRead: true });
        const { Item } = await client.send(get);
        return Item?.userId === userId && Item.passwordHash === passwordHash;
      }
    },

    async verifyEmail({ userId, email }, now) {
      const refused = await write([
        setVerified(keyOf.user(userId), { email }, email, now),
        setVerified(keyOf.email(email), { userId }, email, now),
      ]);
      return refused === undefined;
    },

    async moveEmail(credentials, email, now) {
      const { userId, email: old, passwordHash } = credentials;
      const refused = await write([
        {
          Put: {
            TableName,
            Item: { ...keyOf.email(email), ...credentials, email, emailVerifiedAt: now, kind: 'credentials' },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Delete: {
            TableName,
            Key: { ...keyOf.email(old) },
            ConditionExpression: 'userId = :user AND passwordHash = :hash',
            ExpressionAttributeValues: { ':user': userId, ':hash': passwordHash },
          },
        },
        setVerified(keyOf.user(userId), { email: old }, email, now),
      ]);
      if (refused === undefined) return 'moved';
      return refused === 0 ? 'taken' : 'changed';
    },
  };
}
