import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Connection } from '../../domain/connections/connection.ts';
import type { ConnectionStore } from '../../domain/connections/connection-store.ts';
import { keyOf, prefixOf } from './keys.ts';
import { isConditionFailure, queryAll, setFields, type Table } from './table.ts';

/** Connections in DynamoDB; the tokens in them are sealed before they come here. */
export function createConnectionStore(table: Table): ConnectionStore {
  return {
    async put(connection) {
      const key = keyOf.connection(connection.ownerId, connection.connectionId);
      await table.client.send(new PutCommand({ TableName: table.name, Item: { ...key, ...connection } }));
    },

    async find(ownerId, connectionId) {
      const key = keyOf.connection(ownerId, connectionId);
      const answer = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
      return answer.Item && Connection.parse(answer.Item);
    },

    async list(ownerId, platform) {
      const partition = { pk: keyOf.connection(ownerId, '').pk, prefix: prefixOf.connection };
      const all = await queryAll(table, Connection, partition);
      return platform ? all.filter((connection) => connection.platform === platform) : all;
    },

    async remove(ownerId, connectionId) {
      const key = keyOf.connection(ownerId, connectionId);
      await table.client.send(new DeleteCommand({ TableName: table.name, Key: key }));
    },

    async update(ownerId, connectionId, change) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keyOf.connection(ownerId, connectionId),
        ...setFields(change),
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValues: 'ALL_NEW',
      });
      try {
        return Connection.parse((await table.client.send(update)).Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },
  };
}
