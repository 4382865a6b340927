import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Credentials, User } from '../../domain/accounts/user.ts';
import type { UserStore } from '../../domain/accounts/user-store.ts';
import { type ItemKey, keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** Two transactions on one item at the same time cancel each other; then the next round decides. */
const maxRounds = 5;

/**
 * Users in DynamoDB: one item by id, one by e-mail that makes the address unique and holds the password hash, both
 * written in one transaction.
 */
export function createUserStore(table: Table): UserStore {
  const read = async (key: ItemKey) => {
    const answer = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true }),
    );
    return answer.Item;
  };
  const findCredentials = async (email: string) => {
    const item = await read(keyOf.email(email));
    return item && Credentials.parse(item);
  };
  return {
    async add(credentials) {
      for (let round = 1; ; round += 1) {
        try {
          await table.client.send(buildAddition(table.name, credentials));
          return true;
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          const holder = await findCredentials(credentials.email);
          if (holder) return holder.userId === credentials.userId;
          if (round === maxRounds) throw error;
        }
      }
    },
    async find(userId) {
      const item = await read(keyOf.user(userId));
      return item && User.parse(item);
    },
    findCredentials,
    async replacePasswordHash({ email, passwordHash: known }, passwordHash) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: { ...keyOf.email(email) },
        UpdateExpression: 'SET passwordHash = :new',
        ConditionExpression: 'passwordHash = :known',
        ExpressionAttributeValues: { ':new': passwordHash, ':known': known },
      });
      await table.client.send(update).catch((error) => {
        if (!isConditionFailure(error)) throw error;
      });
    },
  };
}

function buildAddition(
  TableName: string,
  { passwordHash, passwordChangedAt, ...user }: Credentials,
): TransactWriteCommand {
  const put = (item: object) => ({ Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } });
  return new TransactWriteCommand({
    TransactItems: [
      put({ ...keyOf.user(user.userId), ...user, kind: 'user' }),
      put({ ...keyOf.email(user.email), ...user, passwordHash, passwordChangedAt, kind: 'credentials' }),
    ],
  });
}
