import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CopyPlace, CopyRecords } from '../../domain/transfers/transfer-store.ts';
import { batchGet } from './batch-get.ts';
import { keyOf } from './keys.ts';
import type { Table } from './table.ts';

/** Where the queue of videos stands for a folder: no id of Drive's is so short. */
const queue = 'QUEUE';
const Record = z.object({ sourceId: z.string(), madeId: z.string() });

/** Copy records in DynamoDB: one row per source file and place, kept for good. */
export function createCopyRecords(table: Table): CopyRecords {
  const keyFor = ({ ownerId, folderId }: CopyPlace, sourceId: string) =>
    keyOf.copyRecord(ownerId, folderId ?? queue, sourceId);
  return {
    async find(place, sourceIds) {
      const keys = [...new Set(sourceIds)].map((sourceId) => keyFor(place, sourceId));
      const records = await batchGet(table, Record, keys);
      return new Map(records.map(({ sourceId, madeId }) => [sourceId, madeId]));
    },
    async put(place, sourceId, madeId) {
      const Item = { ...keyFor(place, sourceId), sourceId, madeId };
      await table.client.send(new PutCommand({ TableName: table.name, Item }));
    },
  };
}
