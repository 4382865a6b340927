import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CopyPlace, CopyRecords } from '../../domain/transfers/transfer-store.ts';
import { batchGet } from './batch-get.ts';
import { driveKeyOf } from './drive-keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** Where the queue of videos stands for a folder: no id of Drive's is so short. */
const queue = 'QUEUE';
const Record = z.object({ sourceId: z.string(), madeId: z.string() });

/** Copy records in DynamoDB: one row per source file and place, kept for good. */
export function createCopyRecords(table: Table): CopyRecords {
  const keyFor = ({ ownerId, folderId }: CopyPlace, sourceId: string) =>
    driveKeyOf.copyRecord(ownerId, folderId ?? queue, sourceId);
  const records: CopyRecords = {
    async find(place, sourceIds) {
      const keys = [...new Set(sourceIds)].map((sourceId) => keyFor(place, sourceId));
      const rows = await batchGet(table, Record, keys);
      return new Map(rows.map(({ sourceId, madeId }) => [sourceId, madeId]));
    },
    async put(place, sourceId, madeId) {
      const Item = { ...keyFor(place, sourceId), sourceId, madeId };
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    },
    async take(place, sourceId, madeId, instead = madeId) {
      const put = new PutCommand({
        TableName: table.name,
        Item: { ...keyFor(place, sourceId), sourceId, madeId },
        ConditionExpression: 'attribute_not_exists(pk) OR madeId IN (:own, :gone)',
        ExpressionAttributeValues: { ':own': madeId, ':gone': instead },
      });
      try {
        await table.client.send(put);
        return madeId;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return (await records.find(place, [sourceId])).get(sourceId) ?? records.take(place, sourceId, madeId, instead);
      }
    },
  };
  return records;
}
