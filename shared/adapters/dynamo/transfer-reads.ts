import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferKey, TransferStore } from '../../domain/transfers/transfer-store.ts';
import { driveKeyOf, drivePrefixOf } from './drive-keys.ts';
import type { Table } from './table.ts';
import { TransferRow } from './transfer-row.ts';

/** States in which a transfer still needs its accounts. */
const unfinished = ['active', 'planned', 'paused', 'reconnect'];

/** The questions about an owner's transfers. */
export function createTransferReads(table: Table) {
  const { client, name: TableName } = table;

  async function findRow({ ownerId, transferId }: TransferKey): Promise<TransferRow | undefined> {
    const get = new GetCommand({ TableName, Key: driveKeyOf.transfer(ownerId, transferId), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item && TransferRow.parse(Item);
  }

  /** One page of an owner's transfers, the newest first. */
  async function queryPage(ownerId: string, start: Record<string, unknown> | undefined, limit?: number) {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': driveKeyOf.transfer(ownerId, '').pk, ':prefix': drivePrefixOf.transfer },
        ScanIndexForward: false,
        ConsistentRead: true,
        ExclusiveStartKey: start,
        Limit: limit,
      }),
    );
    const transfers = (page.Items ?? []).map((item) => Transfer.parse(item));
    return { transfers, next: page.LastEvaluatedKey };
  }

  return {
    findRow,

    async find(key) {
      const row = await findRow(key);
      return row && Transfer.parse(row);
    },

    async list(ownerId, limit, cursor) {
      const transfers: Transfer[] = [];
      let start: Record<string, unknown> | undefined =
        cursor === undefined ? undefined : { ...driveKeyOf.transfer(ownerId, cursor) };
      do {
        const page = await queryPage(ownerId, start, limit + 1);
        transfers.push(...page.transfers.filter(({ phase }) => phase !== 'remove'));
        start = page.next;
      } while (start && transfers.length <= limit);
      const shown = transfers.slice(0, limit);
      const last = shown.at(-1);
      return { transfers: shown, ...(transfers.length > limit && last ? { nextCursor: last.transferId } : {}) };
    },

    async isNeeded(ownerId, connectionId) {
      let start: Record<string, unknown> | undefined;
      do {
        const page = await queryPage(ownerId, start);
        if (page.transfers.some((transfer) => needs(transfer, connectionId))) return true;
        start = page.next;
      } while (start);
      return false;
    },
  } satisfies Pick<TransferStore, 'find' | 'list' | 'isNeeded'> & { findRow: unknown };
}

function needs({ state, phase, source, destination }: Transfer, connectionId: string): boolean {
  if (!unfinished.includes(state) || phase === 'remove') return false;
  return source.connectionId === connectionId || destination?.connectionId === connectionId;
}
