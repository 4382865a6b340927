import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { orderIndex, orderKey } from '../../config/table.ts';
import { buildPosition, positionOf } from '../../domain/transfers/item-position.ts';
import { groupsOf, itemStatusOf } from '../../domain/transfers/item-status.ts';
import { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TransferStore } from '../../domain/transfers/transfer-store.ts';
import { batchGet } from './batch-get.ts';
import { driveKeyOf } from './drive-keys.ts';
import type { Table } from './table.ts';

const lastSeq = 9_999_999_999;
/** A page for people looks through at most so many pages of the index for items of a status. */
const maxRounds = 4;
/** Half as many as the SDK has connections. */
const removalsAtOnce = 25;

interface Stretch {
  readonly first: string;
  readonly last: string;
  readonly limit: number;
  readonly backwards?: boolean;
}

type Items = Pick<TransferStore, 'listOpen' | 'findItems' | 'findMeetings' | 'listItems' | 'removeItems'>;

const MeetingRow = z.object({ destId: z.string(), itemId: z.string() });
const Key = z.object({ pk: z.string(), sk: z.string() });

/** The items of a transfer, in their order by the table's local index: read consistently. */
export function createTransferItems(table: Table): Items {
  async function query(transferId: string, { first, last, limit, backwards = false }: Stretch) {
    const items: TransferItem[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: orderIndex,
          KeyConditionExpression: 'pk = :pk AND #order BETWEEN :first AND :last',
          ExpressionAttributeNames: { '#order': orderKey },
          ExpressionAttributeValues: {
            ':pk': driveKeyOf.transferItem(transferId, '').pk,
            ':first': first,
            ':last': last,
          },
          ConsistentRead: true,
          ScanIndexForward: !backwards,
          Limit: limit - items.length,
          ExclusiveStartKey: start,
        }),
      );
      for (const item of page.Items ?? []) items.push(TransferItem.parse(item));
      start = page.LastEvaluatedKey;
    } while (start && items.length < limit);
    return items;
  }

  return {
    listOpen(transferId, group, limit, after) {
      const backwards = group === 'clean';
      const from = backwards ? 0 : (after ?? -1) + 1;
      const to = backwards && after !== undefined ? after - 1 : lastSeq;
      if (to < from) return Promise.resolve([]);
      return query(transferId, { first: buildPosition(group, from), last: buildPosition(group, to), limit, backwards });
    },

    findItems: (transferId, itemIds) =>
      batchGet(
        table,
        TransferItem,
        [...new Set(itemIds)].map((itemId) => driveKeyOf.transferItem(transferId, itemId)),
      ),

    async findMeetings(transferId, destIds) {
      const keys = [...new Set(destIds)].map((destId) => driveKeyOf.transferMeeting(transferId, destId));
      const meetings = await batchGet(table, MeetingRow, keys);
      return new Map(meetings.map(({ destId, itemId }) => [destId, itemId]));
    },

    async listItems(transferId, { status, limit, cursor, now }) {
      const [firstGroup, lastGroup] = groupsOf(status);
      const last = buildPosition(lastGroup, lastSeq);
      const items: TransferItem[] = [];
      let after = cursor;
      for (let round = 0; round < maxRounds; round += 1) {
        // Positions have one length, so that nothing stands between one of them and itself with a blank.
        const first = after === undefined ? buildPosition(firstGroup, 0) : `${after} `;
        const page = first < last ? await query(transferId, { first, last, limit: limit + 1 }) : [];
        for (const item of page.slice(0, limit)) {
          after = positionOf(item);
          if (!status || itemStatusOf(item, now) === status) items.push(item);
          if (items.length === limit) return item === page.at(-1) ? { items } : { items, nextCursor: after };
        }
        if (page.length <= limit) return { items };
      }
      return { items, ...(after === undefined ? {} : { nextCursor: after }) };
    },

    async removeItems(transferId) {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': driveKeyOf.transferItem(transferId, '').pk },
          ProjectionExpression: 'pk, sk',
          ConsistentRead: true,
          Limit: removalsAtOnce * 4,
        }),
      );
      const keys = (page.Items ?? []).map((row) => Key.parse(row));
      for (let start = 0; start < keys.length; start += removalsAtOnce) {
        const batch = keys.slice(start, start + removalsAtOnce);
        await Promise.all(
          batch.map((key) => table.client.send(new DeleteCommand({ TableName: table.name, Key: key }))),
        );
      }
      return page.LastEvaluatedKey !== undefined;
    },
  };
}
