import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { SettingsCategory, type SettingsStore, StoredSettings } from '../../domain/settings/settings-store.ts';
import { keyOf, prefixOf } from './keys.ts';
import { isConditionFailure, queryAll, type Table } from './table.ts';

const unset: StoredSettings = { values: {}, version: 0 };

/** A row says its category itself; one that this release does not know is left alone. */
const Row = StoredSettings.extend({ category: z.string() });

/** Settings in DynamoDB: one row per category, written only over the version that was read. */
export function createSettingsStore(table: Table): SettingsStore {
  return {
    async find(ownerId, category) {
      const key = keyOf.settings(ownerId, category);
      const answer = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }));
      return answer.Item ? StoredSettings.parse(answer.Item) : unset;
    },

    async list(ownerId) {
      const partition = { pk: keyOf.settings(ownerId, '').pk, prefix: prefixOf.settings };
      const rows = new Map((await queryAll(table, Row, partition)).map((row) => [row.category, row]));
      return byCategory((category) => {
        const { values, version } = rows.get(category) ?? unset;
        return { values, version };
      });
    },

    async replace(ownerId, category, values, version) {
      const put = new PutCommand({
        TableName: table.name,
        Item: { ...keyOf.settings(ownerId, category), category, values, version: version + 1 },
        ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ...(version === 0 ? {} : { ExpressionAttributeValues: { ':version': version } }),
      });
      try {
        await table.client.send(put);
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}

function byCategory<T>(make: (category: SettingsCategory) => T): Record<SettingsCategory, T>;
function byCategory(make: (category: SettingsCategory) => unknown): object {
  return Object.fromEntries(SettingsCategory.options.map((category) => [category, make(category)]));
}
