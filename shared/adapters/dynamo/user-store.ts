import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
  const hasFirst = async () => (await read(keyOf.firstUser)) !== undefined;
  /** Not in the transaction: those who register at the same moment would cancel each other. */
  const noteFirst = async () => {
    const put = new PutCommand(firstUser(table.name));
    await table.client.send(put).catch((error) => {
      if (!isConditionFailure(error)) throw error;
    });
  };
  return {
    async add(credentials, onlyFirst = false) {
      if (!onlyFirst) await noteFirst();
      for (let round = 1; ; round += 1) {
        try {
          await table.client.send(buildAddition(table.name, credentials, onlyFirst));
          return true;
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          const holder = await findCredentials(credentials.email);
          if (holder) return holder.userId === credentials.userId;
          if (onlyFirst && (await hasFirst())) return false;
          if (round === maxRounds) throw error;
        }
      }
    },
    async find(userId) {
      const item = await read(keyOf.user(userId));
      return item && User.parse(item);
    },
    findCredentials,
    hasFirst,
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

const ConditionExpression = 'attribute_not_exists(pk)';

/** The row says that there was one, and nothing of whom: it outlives the account. */
function firstUser(TableName: string) {
  return { TableName, Item: { ...keyOf.firstUser }, ConditionExpression };
}

function buildAddition(
  TableName: string,
  { passwordHash, passwordChangedAt, mustProve, ...user }: Credentials,
  onlyFirst: boolean,
): TransactWriteCommand {
  const put = (item: object) => ({ Put: { TableName, Item: item, ConditionExpression } });
  const secret = { passwordHash, passwordChangedAt, ...(mustProve && { mustProve }) };
  return new TransactWriteCommand({
    TransactItems: [
      put({ ...keyOf.user(user.userId), ...user, kind: 'user' }),
      put({ ...keyOf.email(user.email), ...user, ...secret, kind: 'credentials' }),
      ...(onlyFirst ? [{ Put: firstUser(TableName) }] : []),
    ],
  });
}
