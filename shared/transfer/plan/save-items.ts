import { tally } from '../../domain/transfers/tally.ts';
import type { Transfer } from '../../domain/transfers/transfer.ts';
import type { TransferItem } from '../../domain/transfers/transfer-item.ts';
import type { Meeting, TransferChange } from '../../domain/transfers/transfer-store.ts';
import type { TurnContext } from '../turn-context.ts';
import { type ItemChange, sumPlan } from './sum-plan.ts';

/** A transaction has room for 100 writes and 4 MB, and one is the transfer's own. */
const maxWrites = 99;
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
  for (const batch of batches) await save(turn, batch);
  await save(turn, last, change);
}

function save(turn: TurnContext, batch: readonly ItemChange[], change: TransferChange = {}): Promise<void> {
  const items = batch.map(({ after }) => after);
  return turn.save({ ...changeFor(turn.transfer, batch), ...change }, items, batch.flatMap(meetingOf));
}

/** Nothing is made in a plan: an id at the destination is that of a file which was there before. */
function meetingOf({ before, after: { destId, itemId } }: ItemChange): Meeting[] {
  return destId === null || destId === before?.destId ? [] : [{ destId, itemId }];
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
  let writes = 0;
  for (const change of changes) {
    const weight = Buffer.byteLength(JSON.stringify(change.after));
    const count = 1 + meetingOf(change).length;
    if (batch.length > 0 && (writes + count > maxWrites || bytes + weight > maxBytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
      writes = 0;
    }
    batch.push(change);
    bytes += weight;
    writes += count;
  }
  return [...batches, batch];
}
