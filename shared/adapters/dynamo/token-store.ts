import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { Connection } from '../../domain/connections/connection.ts';
import type { TokenStore } from '../../domain/connections/connection-store.ts';
import { keyOf } from './keys.ts';
import { renewalWork } from './renewal-work.ts';
import { isConditionFailure, setFields, type Table } from './table.ts';

/** The tokens of connections. Every write is refused once newer tokens are stored, so nobody undoes a reconnect. */
export function createTokenStore(table: Table): TokenStore {
  const { client, name: TableName } = table;

  async function update(
    connection: Connection,
    fields: Partial<Connection>,
    condition?: { readonly expression: string; readonly values: Record<string, unknown> },
  ): Promise<Connection | undefined> {
    const work = fields.renewAt === undefined ? undefined : renewalWork({ ...connection, renewAt: fields.renewAt });
    const set = setFields({ ...fields, ...work });
    const input: UpdateCommandInput = {
      TableName,
      Key: keyOf.connection(connection.ownerId, connection.connectionId),
      ...set,
      UpdateExpression: set.UpdateExpression + (fields.renewAt === null ? ' REMOVE workShard, workAt, nudges' : ''),
      ConditionExpression: `tokenVersion = :seen${condition ? ` AND ${condition.expression}` : ''}`,
      ExpressionAttributeValues: {
        ...set.ExpressionAttributeValues,
        ':seen': connection.tokenVersion,
        ...condition?.values,
      },
      ReturnValues: 'ALL_NEW',
    };
    try {
      return Connection.parse((await client.send(new UpdateCommand(input))).Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  return {
    async find(ownerId, connectionId) {
      const get = new GetCommand({ TableName, Key: keyOf.connection(ownerId, connectionId), ConsistentRead: true });
      const { Item } = await client.send(get);
      return Item && Connection.parse(Item);
    },

    async takeRefreshLease(connection, now, leaseMs) {
      const free = { expression: 'refreshLeaseUntil <= :now', values: { ':now': now } };
      return (await update(connection, { refreshLeaseUntil: now + leaseMs }, free)) !== undefined;
    },

    async giveRefreshLeaseBack(connection, leaseUntil) {
      const isOurs = { expression: 'refreshLeaseUntil = :ours', values: { ':ours': leaseUntil } };
      await update(connection, { refreshLeaseUntil: 0 }, isOurs);
    },

    storeTokens: (connection, tokens, accessExpiresAt, renewAt) =>
      update(connection, {
        tokens,
        accessExpiresAt,
        renewAt,
        tokenVersion: connection.tokenVersion + 1,
        refreshLeaseUntil: 0,
        state: 'connected',
      }),

    // Nothing is left to be renewed: only its user can help.
    async markReconnect(connection) {
      await update(connection, { state: 'reconnect', renewAt: null });
    },
  };
}
