import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { LeaseLostError } from '../../domain/lease-lost-error.ts';
import { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferStore } from '../../domain/transfers/transfer-store.ts';
import { correlation } from '../../domain/watch/correlation.ts';
import { claimTransfer } from './claim-transfer.ts';
import { driveKeyOf } from './drive-keys.ts';
import { isConditionFailure, type Table } from './table.ts';
import { createTransferItems } from './transfer-items.ts';
import { createTransferReads } from './transfer-reads.ts';
import { toItemRow, toMeetingRow, transferWork } from './transfer-row.ts';
import { buildTransferUpdate, changedTransfer } from './transfer-update.ts';
import { writeTransaction } from './write-transaction.ts';

/** Users' words at the same moment as others', or as a claim, are tried again. */
const transitionAttempts = 6;

/**
 * Transfers in DynamoDB: the row beside its owner's others, its items in a partition of their own. Whatever a worker
 * writes is one transaction with the row, on condition of fence and revision.
 * @param newMark makes the marks by which a write whose answer got lost is recognized
 */
export function createTransferStore(table: Table, newMark: () => string = randomUUID): TransferStore {
  const { client, name: TableName } = table;
  const reads = createTransferReads(table);
  const { findRow } = reads;

  return {
    ...reads,
    ...createTransferItems(table),

    async create(transfer) {
      const Item = {
        ...driveKeyOf.transfer(transfer.ownerId, transfer.transferId),
        ...transfer,
        ...transferWork(transfer, transfer.createdAt),
        ...correlation(),
      };
      const put = new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      try {
        await client.send(put);
      } catch (error) {
        // The id is random: the row that is there is this one, and the call a repetition.
        if (!isConditionFailure(error)) throw error;
      }
    },

    claim: (key, { now, leaseMs }) => claimTransfer(table, key, { now, leaseMs, holder: newMark(), find: findRow }),

    async save(transfer, change, now, items = [], meetings = []) {
      const next = { ...changedTransfer(transfer, change, now), revision: transfer.revision + 1 };
      const writer = newMark();
      const written = { ...change, revision: next.revision, writer };
      const update = buildTransferUpdate(table, transfer, { next, change: written, isWorkers: true });
      const rows = [...items.map(toItemRow), ...meetings.map((met) => toMeetingRow(transfer.transferId, met))];
      const puts = rows.map((Item) => ({ Put: { TableName, Item } }));
      if ((await writeTransaction(table, [{ Update: update }, ...puts])) === 'written') return next;
      const stored = await findRow(transfer);
      if (stored?.writer === writer) return next;
      throw new LeaseLostError(`transfer ${transfer.transferId}`);
    },

    async transition(key, from, wanted, now) {
      const writer = newMark();
      let tried: Transfer | undefined;
      for (let attempt = 1; attempt <= transitionAttempts; attempt += 1) {
        const stored = await findRow(key);
        if (tried && stored?.writer === writer) return tried;
        if (!stored || !from.includes(stored.state)) return undefined;
        const transfer = Transfer.parse(stored);
        const change = typeof wanted === 'function' ? wanted(transfer) : wanted;
        if (!change) return undefined;
        const next = { ...changedTransfer(transfer, change, now), fence: transfer.fence + 1 };
        const written = { ...change, fence: next.fence, writer, ...correlation() };
        const update = buildTransferUpdate(table, transfer, { next, change: written, isWorkers: false });
        if ((await writeTransaction(table, [{ Update: update }])) === 'written') return next;
        tried = next;
      }
      return undefined;
    },

    async release({ ownerId, transferId, holder }, now) {
      await writeTransaction(table, [
        {
          Update: {
            TableName,
            Key: driveKeyOf.transfer(ownerId, transferId),
            UpdateExpression: 'SET leaseUntil = :zero, updatedAt = :now',
            ConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: { ':zero': 0, ':now': now, ':holder': holder },
          },
        },
      ]);
    },

    async remove(transfer) {
      const { ownerId, transferId, fence } = transfer;
      const outcome = await writeTransaction(table, [
        {
          Delete: {
            TableName,
            Key: driveKeyOf.transfer(ownerId, transferId),
            ConditionExpression: 'attribute_not_exists(pk) OR fence = :fence',
            ExpressionAttributeValues: { ':fence': fence },
          },
        },
      ]);
      if (outcome === 'refused') throw new LeaseLostError(`transfer ${transferId}`);
    },
  };
}
