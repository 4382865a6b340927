import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DriveAccount } from '../../domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../../domain/drive/drive-account-store.ts';
import { driveKeyOf, drivePrefixOf } from './drive-keys.ts';
import { workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, isMisplaced, queryAll, setFields, type Table } from './table.ts';

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
    const get = new GetCommand({
      TableName,
      Key: driveKeyOf.driveAccount(ownerId, connectionId),
      ConsistentRead: true,
    });
    const { Item } = await client.send(get);
    return Item && !isMisplaced(Item) ? DriveAccount.parse(Item) : undefined;
  }

  /** Whoever sets the time has the account looked at anew, then. */
  function setNeededUntil(
    { ownerId, connectionId }: Pick<DriveAccount, 'ownerId' | 'connectionId'>,
    until: number,
    condition: { readonly expression: string; readonly values: Record<string, unknown> },
  ): Promise<boolean> {
    const set = setFields({ neededUntil: until, ...idleWork(connectionId, until) });
    const update = new UpdateCommand({
      TableName,
      Key: driveKeyOf.driveAccount(ownerId, connectionId),
      ...set,
      ConditionExpression: condition.expression,
      ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':until': until, ...condition.values },
    });
    return unlessRefused(client.send(update));
  }

  return {
    find,

    list: (ownerId) =>
      queryAll(table, DriveAccount, {
        pk: driveKeyOf.driveAccount(ownerId, '').pk,
        prefix: drivePrefixOf.driveAccount,
      }),

    put: (account, seenVersion) =>
      unlessRefused(
        client.send(
          new PutCommand({
            TableName,
            Item: {
              ...driveKeyOf.driveAccount(account.ownerId, account.connectionId),
              ...account,
              ...idleWork(account.connectionId, account.neededUntil),
            },
            ConditionExpression: 'attribute_not_exists(pk) OR tokenVersion = :seen',
            ExpressionAttributeValues: { ':seen': seenVersion },
          }),
        ),
      ),

    async need(ownerId, connectionId, until) {
      const isLater = { expression: 'neededUntil < :until', values: {} };
      return (
        (await setNeededUntil({ ownerId, connectionId }, until, isLater)) ||
        (await find(ownerId, connectionId)) !== undefined
      );
    },

    async release(seen, until) {
      const isAsSeen = {
        expression: 'neededUntil = :seen AND tokenVersion = :version AND neededUntil > :until',
        values: { ':seen': seen.neededUntil, ':version': seen.tokenVersion },
      };
      await setNeededUntil(seen, until, isAsSeen);
    },

    removeUnneeded: ({ ownerId, connectionId, tokenVersion }, now) =>
      unlessRefused(
        client.send(
          new DeleteCommand({
            TableName,
            Key: driveKeyOf.driveAccount(ownerId, connectionId),
            ConditionExpression: 'neededUntil <= :now AND tokenVersion = :version',
            ExpressionAttributeValues: { ':now': now, ':version': tokenVersion },
          }),
        ),
      ),
  };
}

/** The attributes that put an account into the work index. */
function idleWork(connectionId: string, neededUntil: number) {
  return { kind: 'drive-account', workShard: workShardOf(connectionId), workAt: toWorkAt(neededUntil), nudges: 0 };
}
