import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DriveAccount } from '../../domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../../domain/drive/drive-account-store.ts';
import { keyOf, prefixOf, workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, queryAll, type Table } from './table.ts';

/**
 * Drive accounts in DynamoDB; the tokens in them are sealed before they come here. Each stands in the work index under the
 * time at which somebody should ask whether it is needed still.
 */
export function createDriveAccountStore(table: Table): DriveAccountStore {
  const { client, name: TableName } = table;

  /** @returns false when the condition did not hold */
  const unlessRefused = (write: Promise<unknown>): Promise<boolean> =>
    write.then(
      () => true,
      (error: unknown) => {
        if (isConditionFailure(error)) return false;
        throw error;
      },
    );

  async function find(ownerId: string, connectionId: string): Promise<DriveAccount | undefined> {
    const get = new GetCommand({ TableName, Key: keyOf.driveAccount(ownerId, connectionId), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item && DriveAccount.parse(Item);
  }

  return {
    find,

    list: (ownerId) =>
      queryAll(table, DriveAccount, { pk: keyOf.driveAccount(ownerId, '').pk, prefix: prefixOf.driveAccount }),

    put: (account, seenVersion) =>
      unlessRefused(
        client.send(
          new PutCommand({
            TableName,
            Item: {
              ...keyOf.driveAccount(account.ownerId, account.connectionId),
              ...account,
              ...idleWork(account.connectionId, account.neededUntil),
            },
            ConditionExpression: 'attribute_not_exists(pk) OR tokenVersion = :seen',
            ExpressionAttributeValues: { ':seen': seenVersion },
          }),
        ),
      ),

    async need(ownerId, connectionId, until) {
      const { workAt } = idleWork(connectionId, until);
      const lengthened = await unlessRefused(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf.driveAccount(ownerId, connectionId),
            UpdateExpression: 'SET neededUntil = :until, workAt = :at',
            ConditionExpression: 'neededUntil < :until',
            ExpressionAttributeValues: { ':until': until, ':at': workAt },
          }),
        ),
      );
      return lengthened || (await find(ownerId, connectionId)) !== undefined;
    },

    removeUnneeded: ({ ownerId, connectionId }, now) =>
      unlessRefused(
        client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf.driveAccount(ownerId, connectionId),
            ConditionExpression: 'neededUntil <= :now',
            ExpressionAttributeValues: { ':now': now },
          }),
        ),
      ),
  };
}

/** The attributes that put an account into the work index. */
function idleWork(connectionId: string, neededUntil: number) {
  return { kind: 'drive-account', workShard: workShardOf(connectionId), workAt: toWorkAt(neededUntil), nudges: 0 };
}
