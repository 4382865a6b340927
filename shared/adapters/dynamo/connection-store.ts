import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PlatformName } from '../../contract/platform-names.ts';
import { Connection } from '../../domain/connections/connection.ts';
import type { ConnectionStore, DefaultAccounts } from '../../domain/connections/connection-store.ts';
import { markDefaults } from '../../domain/connections/mark-defaults.ts';
import { keyOf, prefixOf } from './keys.ts';
import { renewalWork } from './renewal-work.ts';
import { isConditionFailure, queryAll, setFields, type Table } from './table.ts';

/** Connections in DynamoDB; the tokens in them are sealed before they come here. */
export function createConnectionStore(table: Table): ConnectionStore & DefaultAccounts {
  const { client, name: TableName } = table;

  async function list(ownerId: string, platform?: PlatformName): Promise<Connection[]> {
    const partition = { pk: keyOf.connection(ownerId, '').pk, prefix: prefixOf.connection };
    const all = markDefaults(await queryAll(table, Connection, partition));
    return platform ? all.filter((connection) => connection.platform === platform) : all;
  }

  // A default is one only among the others, and a user has few accounts.
  async function find(ownerId: string, connectionId: string): Promise<Connection | undefined> {
    return (await list(ownerId)).find((connection) => connection.connectionId === connectionId);
  }

  /** @returns false when the row is gone, or was chosen at `chosenBefore` or later */
  async function write(ownerId: string, connectionId: string, change: object, chosenBefore?: number): Promise<boolean> {
    const set = setFields({ ...change });
    const isOlder = chosenBefore === undefined ? '' : ' AND preferredAt < :chosen';
    const update = new UpdateCommand({
      TableName,
      Key: keyOf.connection(ownerId, connectionId),
      ...set,
      ConditionExpression: `attribute_exists(pk)${isOlder}`,
      ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ...(isOlder && { ':chosen': chosenBefore }) },
    });
    try {
      await client.send(update);
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  return {
    list,
    find,

    async put({ isDefault: _, ...connection }) {
      const key = keyOf.connection(connection.ownerId, connection.connectionId);
      await client.send(new PutCommand({ TableName, Item: { ...key, ...connection, ...renewalWork(connection) } }));
    },

    async remove(ownerId, connectionId) {
      await client.send(new DeleteCommand({ TableName, Key: keyOf.connection(ownerId, connectionId) }));
    },

    async update(ownerId, connectionId, change) {
      const isThere = await write(ownerId, connectionId, change);
      return isThere ? find(ownerId, connectionId) : undefined;
    },

    async makeDefault({ ownerId, connectionId, platform }, now) {
      if (!(await write(ownerId, connectionId, { preferredAt: now }))) return false;
      // What was chosen earlier steps back, so that after this one the oldest account follows. A later choice stays.
      const others = (await list(ownerId, platform)).filter((other) => other.connectionId !== connectionId);
      const chosen = others.filter(({ preferredAt }) => preferredAt > 0);
      await Promise.all(chosen.map((other) => write(ownerId, other.connectionId, { preferredAt: 0 }, now)));
      return true;
    },
  };
}
