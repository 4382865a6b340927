import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CredentialChanges } from '../../domain/accounts/credential-changes.ts';
import { keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';
import { findRefused, type TransactionItems } from './write-transaction.ts';

/** Changes of credentials in DynamoDB: the row by id and the row by address change together. */
export function createCredentialChanges(table: Table): CredentialChanges {
  const { client, name: TableName } = table;
  const setVerified = (
    Key: object,
    known: Readonly<Record<string, string>>,
    email: string,
    now: number,
  ): TransactionItems[number] => ({
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
      const refused = await findRefused(table, [
        setVerified(keyOf.user(userId), { email }, email, now),
        setVerified(keyOf.email(email), { userId }, email, now),
      ]);
      return refused === undefined;
    },

    async moveEmail(credentials, email, now) {
      const { userId, email: old, passwordHash } = credentials;
      const refused = await findRefused(table, [
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
