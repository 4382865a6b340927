import { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferClaim, TransferKey } from '../../domain/transfers/transfer-store.ts';
import { driveKeyOf } from './drive-keys.ts';
import { workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';
import type { Table } from './table.ts';
import { writeTransaction } from './write-transaction.ts';

interface ClaimOptions {
  readonly now: number;
  readonly leaseMs: number;
  /** Unique per claim. */
  readonly holder: string;
  readonly find: (key: TransferKey) => Promise<Transfer | undefined>;
}

/** Takes a transfer by one conditional write, then reads it: with its mark in it, or to tell why it cannot be taken. */
export async function claimTransfer(table: Table, key: TransferKey, options: ClaimOptions): Promise<TransferClaim> {
  const { now, holder, find } = options;
  await writeTransaction(table, [{ Update: buildClaim(table, key, options) }]);
  const transfer = await find(key);
  if (!transfer) return { outcome: 'not-claimable', reason: 'missing', tryAgainAt: null };
  if (transfer.holder === holder && transfer.leaseUntil > now && transfer.state === 'active') {
    return { outcome: 'claimed', transfer: Transfer.parse(transfer) };
  }
  if (transfer.state !== 'active') return { outcome: 'not-claimable', reason: 'finished', tryAgainAt: null };
  const isLeased = transfer.leaseUntil > now;
  const tryAgainAt = Math.max(now, transfer.leaseUntil, transfer.notBefore);
  return { outcome: 'not-claimable', reason: isLeased ? 'leased' : 'early', tryAgainAt };
}

function buildClaim(table: Table, { ownerId, transferId }: TransferKey, { now, leaseMs, holder }: ClaimOptions) {
  return {
    TableName: table.name,
    Key: driveKeyOf.transfer(ownerId, transferId),
    UpdateExpression:
      'SET leaseUntil = :until, holder = :holder, workShard = :shard, workAt = :workAt, nudges = :zero ADD fence :one, revision :one',
    ConditionExpression: '#state = :active AND notBefore <= :now AND leaseUntil <= :now',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ':active': 'active',
      ':now': now,
      ':until': now + leaseMs,
      ':holder': holder,
      ':shard': workShardOf(transferId),
      ':workAt': toWorkAt(now + leaseMs),
      ':zero': 0,
      ':one': 1,
    },
  };
}
