import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferChange } from '../../domain/transfers/transfer-store.ts';
import { driveKeyOf } from './drive-keys.ts';
import { setFields, type Table } from './table.ts';
import { type TransferRow, transferWork } from './transfer-row.ts';

/** A transfer after a change. Fields that the change leaves out stay. */
export function changedTransfer(transfer: Transfer, change: TransferChange, now: number): Transfer {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...transfer, ...given, updatedAt: now };
}

interface Written {
  readonly next: Transfer;
  /** What is named in the write. */
  readonly change: Partial<TransferRow>;
  /** In terms of #fence, #state, #revision and :wasFence, :wasState, :wasRevision; all three names are there. */
  readonly isWorkers: boolean;
}

/**
 * The write of a change, on condition that nobody has spoken or claimed since `transfer` was read, and for a worker that
 * it knows of every write of its own. It names only what changes.
 */
export function buildTransferUpdate(table: Table, transfer: Transfer, { next, change, isWorkers }: Written) {
  const work = transferWork(next, next.updatedAt);
  const set = setFields({ ...change, ...work, updatedAt: next.updatedAt });
  const isResting = Object.keys(work).length === 0;
  return {
    TableName: table.name,
    Key: driveKeyOf.transfer(transfer.ownerId, transfer.transferId),
    UpdateExpression: set.UpdateExpression + (isResting ? ' REMOVE workShard, workAt, nudges' : ''),
    ConditionExpression: `#fence = :wasFence AND #state = :wasState${isWorkers ? ' AND #revision = :wasRevision' : ''}`,
    ExpressionAttributeNames: {
      ...set.ExpressionAttributeNames,
      '#fence': 'fence',
      '#state': 'state',
      ...(isWorkers ? { '#revision': 'revision' } : {}),
    },
    ExpressionAttributeValues: {
      ...set.ExpressionAttributeValues,
      ':wasFence': transfer.fence,
      ':wasState': transfer.state,
      ...(isWorkers ? { ':wasRevision': transfer.revision } : {}),
    },
  };
}
