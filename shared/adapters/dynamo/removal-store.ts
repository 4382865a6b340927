import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { planMail } from '../../domain/mail/plan-mail.ts';
import { Removal } from '../../domain/removal/removal.ts';
import type { RemovalStore } from '../../domain/removal/removal-store.ts';
import { keyOf, workShardOf } from './keys.ts';
import { toMailItem } from './mail-outbox.ts';
import { toWorkAt } from './post-item.ts';
import { removalKeyOf } from './removal-keys.ts';
import { isConditionFailure, type Table } from './table.ts';
import { type TransactionItems, writeTransaction } from './write-transaction.ts';

/** As long as the log of security. */
const receiptSeconds = 400 * 24 * 3600;

/** Removals of accounts in DynamoDB. The row stands in the index of unfinished work until it is a receipt. */
export function createRemovalStore(table: Table): RemovalStore {
  const { client, name: TableName } = table;
  const transact = async (items: TransactionItems) => (await writeTransaction(table, items)) === 'written';
  const update = async (receiptId: string, input: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) => {
    try {
      const command = new UpdateCommand({ TableName, Key: removalKeyOf(receiptId), ReturnValues: 'ALL_NEW', ...input });
      return (await client.send(command)).Attributes;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };

  return {
    begin: ({ userId, email, passwordHash }, { receiptId, tells }, now) =>
      transact([
        {
          Delete: {
            TableName,
            Key: { ...keyOf.email(email) },
            ConditionExpression: 'userId = :user AND passwordHash = :hash',
            ExpressionAttributeValues: { ':user': userId, ':hash': passwordHash },
          },
        },
        { Delete: { TableName, Key: { ...keyOf.user(userId) } } },
        {
          Put: {
            TableName,
            Item: {
              ...removalKeyOf(receiptId),
              ...toNewRemoval({ receiptId, tells, userId, email, askedAt: now }),
              kind: 'removal',
              workShard: workShardOf(receiptId),
              workAt: toWorkAt(now),
              nudges: 0,
            },
          },
        },
      ]),

    async claim(receiptId, now, leaseMs) {
      const row = await update(receiptId, {
        UpdateExpression: 'SET leaseUntil = :until, workAt = :workAt, nudges = :zero ADD fence :one',
        ConditionExpression: 'kind = :removal AND leaseUntil <= :now AND notBefore <= :now',
        ExpressionAttributeValues: {
          ':removal': 'removal',
          ':now': now,
          ':until': now + leaseMs,
          ':workAt': toWorkAt(now + leaseMs),
          ':zero': 0,
          ':one': 1,
        },
      });
      return row && Removal.parse(row);
    },

    async keep({ receiptId, fence }, { phase, counts, restsUntil }) {
      const row = await update(receiptId, {
        UpdateExpression: 'SET phase = :phase, counts = :counts, restsUntil = :rests',
        ConditionExpression: 'fence = :fence',
        ExpressionAttributeValues: { ':phase': phase, ':counts': counts, ':rests': restsUntil, ':fence': fence },
      });
      return row !== undefined;
    },

    async progress({ receiptId, fence }, { phase, counts, restsUntil, lookAt }) {
      const row = await update(receiptId, {
        UpdateExpression:
          'SET phase = :phase, counts = :counts, restsUntil = :rests, leaseUntil = :zero, notBefore = :at, workAt = :workAt',
        ConditionExpression: 'fence = :fence',
        ExpressionAttributeValues: {
          ':phase': phase,
          ':counts': counts,
          ':rests': restsUntil,
          ':zero': 0,
          ':at': lookAt,
          ':workAt': toWorkAt(lookAt),
          ':fence': fence,
        },
      });
      return row !== undefined;
    },

    finish({ receiptId, fence, email, tells, askedAt, counts }, now) {
      const receipt = { receiptId, removedAt: now, counts };
      const mail = { kind: 'account_deleted', to: email, receipt } as const;
      const planned = planMail(mail, now, () => receiptId);
      const receiptRow = { ...removalKeyOf(receiptId), ...receipt, kind: 'receipt', askedAt };
      return transact([
        {
          Put: {
            TableName,
            Item: { ...receiptRow, expiresAt: Math.ceil(now / 1000) + receiptSeconds },
            ConditionExpression: 'fence = :fence',
            ExpressionAttributeValues: { ':fence': fence },
          },
        },
        ...(tells ? [{ Put: { TableName, Item: toMailItem(mail, planned, now) } }] : []),
      ]);
    },
  };
}

function toNewRemoval(asked: Pick<Removal, 'receiptId' | 'tells' | 'userId' | 'email' | 'askedAt'>) {
  return { ...asked, phase: 'look', counts: {}, restsUntil: 0, leaseUntil: 0, notBefore: 0, fence: 0 };
}
