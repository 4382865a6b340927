import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

/** Two transactions on the same row at the same moment: one of them is refused, and may come again at once. */
const maxRounds = 8;
/** Reasons to come again; the SDK does not repeat a transaction that was cancelled for them. */
const passing: ReadonlySet<string | undefined> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

export type TransactionItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * Writes all of it or nothing. The SDK marks every transaction, so that a repetition whose first answer got lost is done once.
 * @returns `refused` when one of the conditions does not hold
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function writeTransaction(table: Table, items: TransactionItems): Promise<'written' | 'refused'> {
  return (await findRefused(table, items)) === undefined ? 'written' : 'refused';
}

/** The same for whoever wants to know why. @returns the place of the first write that its condition refused; undefined = written */
export async function findRefused(table: Table, items: TransactionItems): Promise<number | undefined> {
  for (let round = 1; ; round += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: items }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const refused = codes.indexOf('ConditionalCheckFailed');
      if (refused >= 0) return refused;
      if (!codes.some((code) => passing.has(code)) || round === maxRounds) throw error;
      await pause(round);
    }
  }
}

function pause(round: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5 * 2 ** round * (0.5 + Math.random())));
}
