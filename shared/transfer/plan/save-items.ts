import { tally } from '../../domain/transfers/tally.ts';
import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { TransferChange } from '../../domain/transfers/transfer-store.ts';
import type { TurnContext } from '../turn-context.ts';
import { type ItemChange, sumPlan } from './sum-plan.ts';

/** A transaction has room for 100 writes and 4 MB, and one is the transfer's own. */
const maxItems = 99;
const maxBytes = 3_000_000;

/**
 * Stores what a step of the plan has found, in as many transactions as it takes; each leaves counters that are right.
 * What says that the step is over (`change`, and the last item) goes with the last one, so that a step which was cut is done again.
 * @param found new items, which get their numbers here
 * @param changed items that are stored already
 */
export async function saveItems(
  turn: TurnContext,
  found: readonly TransferItem[],
  changed: readonly ItemChange[] = [],
  change: TransferChange = {},
): Promise<void> {
  const { nextSeq } = turn.transfer;
  const numbered = found.map(
    (item, index): ItemChange => ({ before: undefined, after: { ...item, seq: nextSeq + index } }),
  );
  const batches = split([...numbered, ...changed]);
  const last = batches.pop() ?? [];
  for (const batch of batches)
    await turn.save(
      changeFor(turn.transfer, batch),
      batch.map(({ after }) => after),
    );
  await turn.save(
    { ...changeFor(turn.transfer, last), ...change },
    last.map(({ after }) => after),
  );
}

function changeFor(transfer: Transfer, batch: readonly ItemChange[]): TransferChange {
  const isNew = batch.filter(({ before }) => before === undefined);
  return {
    ...tally(transfer, batch),
    // What gets on ends a row of failures.
    failures: 0,
    error: null,
    plan: sumPlan(transfer.plan, transfer.kind, batch),
    nextSeq: isNew.reduce((next, { after }) => Math.max(next, after.seq + 1), transfer.nextSeq),
  };
}

function split(changes: readonly ItemChange[]): ItemChange[][] {
  const batches: ItemChange[][] = [];
  let batch: ItemChange[] = [];
  let bytes = 0;
  for (const change of changes) {
    const weight = Buffer.byteLength(JSON.stringify(change.after));
    if (batch.length === maxItems || (batch.length > 0 && bytes + weight > maxBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(change);
    bytes += weight;
  }
  return [...batches, batch];
}
