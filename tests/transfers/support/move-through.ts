import type { SealedTokens } from '../../../shared/domain/connections/sealed-tokens.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import type { TransferKey } from '../../../shared/domain/transfers/transfer-store.ts';
import { sweep } from '../../../shared/worker/sweep.ts';
import { createActivity } from '../../crash/support/activity.ts';
import { createHiddenQueue, type HiddenQueue, type ReceivedMessage } from '../../crash/support/hidden-queue.ts';
import type { OutsideCall, Strike } from '../../crash/support/strike.ts';
import { type StruckRun, startStruckProcess } from '../../crash/support/struck-process.ts';
import { buildTransfer } from './build-transfer.ts';
import { startTransferWorker, storeGrants } from './start-transfer-worker.ts';
import type { TransferWorld } from './transfer-world.ts';

const turnMs = 150_000;
const sweepEveryMs = 60_000;
const farAway = Date.UTC(2100, 0, 1);
/** Whatever happens here, it is through by then: the limit of a day is waited for once or twice. */
const longestMs = 5 * 24 * 3600_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };
let transfers = 0;

/** With what a transfer is carried, and what happens meanwhile. */
export interface Circumstances {
  /** Of the two accounts. */
  readonly grants: Readonly<Record<'source' | 'destination', SealedTokens>>;
  /** What goes wrong, at most one thing at a call. */
  readonly strikes?: readonly Strike[];
}

export interface MoveOrder extends Circumstances {
  /** Ids of what is chosen, and of the folder at the destination. */
  readonly roots: readonly string[];
  readonly folderId: string;
  readonly deletesSource?: boolean;
}

/** What came of it. */
export interface Carried {
  readonly transfer: Transfer;
  readonly calls: readonly OutsideCall[];
  /** What the workers have taken for errors of their own. */
  readonly errors: readonly string[];
}

/** Orders a transfer and carries it out. */
export async function moveThrough(world: TransferWorld, order: MoveOrder): Promise<Carried> {
  const transfer = buildOrder(order, world.clock.now());
  await world.stores.transfers.create(transfer);
  return carryOn(world, transfer, order);
}

/** Carries a transfer, over as many workers as it takes, until it rests and nobody is left who could do something. */
export async function carryOn(
  world: TransferWorld,
  { ownerId, transferId }: TransferKey,
  { grants: sealed, strikes = [] }: Circumstances,
): Promise<Carried> {
  const { clock, stores } = world;
  const key: TransferKey = { ownerId, transferId };
  const begunAt = clock.now();
  const errors: string[] = [];
  const hints = createHiddenQueue<TransferKey>(clock);
  const activity = createActivity();
  const accounts = { 'source-account': sealed.source, 'destination-account': sealed.destination };
  const grants = storeGrants(accounts, begunAt);
  const strikeAt = (call: number) => strikes.find((strike) => strike.call === call);
  const run: StruckRun = {
    clock,
    strikeAt,
    calls: [],
    activity,
    cancel: async () => {
      const change = { state: 'cancelled', endedAt: clock.now() } as const;
      await stores.transfers.transition(key, ['active'], change, clock.now());
    },
    halveNextAnswer: async () => {
      await world.drive.faults({ platform: '*', operation: '*', kind: 'half-answer' });
    },
  };
  let running = 0;

  function work(hint: ReceivedMessage<TransferKey>): void {
    const process = startStruckProcess(run);
    running += 1;
    const endsAt = clock.now() + turnMs;
    // The platform of functions stops whoever is not through by then.
    const cancelStop = clock.after(turnMs, process.kill);
    const worker = startTransferWorker(world, {
      process,
      activity,
      hints,
      grants,
      onError: (message) => void errors.push(message),
    });
    const done = worker(hint, endsAt).then(hint.delete, () => undefined);
    void Promise.race([done, process.died]).finally(() => {
      running -= 1;
      cancelStop();
    });
  }

  await hints.send(key);
  for (;;) {
    await activity.settled();
    const received = hints.receive();
    if (received) {
      work(received);
      continue;
    }
    const next = Math.min(clock.nextAt(), hints.nextAt());
    if (running === 0 && hints.nextAt() === Infinity) {
      const stored = await stores.transfers.find(key);
      if (stored?.state !== 'active' || clock.now() - begunAt > longestMs) break;
    }
    if (next < Infinity) clock.goTo(next);
    else await sweepWhenDue(world, hints);
  }
  const transfer = await stores.transfers.find(key);
  if (!transfer) throw new Error('The transfer is gone.');
  return { transfer, calls: run.calls, errors };
}

function buildOrder({ roots, folderId, deletesSource = false }: MoveOrder, now: number): Transfer {
  transfers += 1;
  const plain = buildTransfer();
  return {
    ...plain,
    transferId: `01JD${String(transfers).padStart(22, '0')}`,
    roots: [...roots],
    destination: plain.destination && { ...plain.destination, folderId },
    options: { ...plain.options, deleteSource: deletesSource },
    createdAt: now,
    updatedAt: now,
    notBefore: now,
  };
}

/** Without a hint and without a timer only the sweeper, at its minute, can bring something about. */
async function sweepWhenDue(world: TransferWorld, hints: HiddenQueue<TransferKey>): Promise<void> {
  const { clock, stores } = world;
  const due = (await Promise.all(stores.work.shards.map((shard) => stores.work.listDue(shard, farAway)))).flatMap(
    (page) => page.due,
  );
  const nextLook = Math.min(...due.map(({ lookAt }) => lookAt));
  if (nextLook === Infinity) throw new Error('Nobody will ever look at this transfer again.');
  clock.goTo(Math.ceil(Math.max(nextLook, clock.now() + 1) / sweepEveryMs) * sweepEveryMs);
  const nothing = async () => undefined;
  await sweep(
    {
      work: stores.work,
      transferHints: hints,
      hints: { send: nothing },
      renewals: { ask: nothing },
      idleAccounts: { ask: nothing },
      tell: () => undefined,
      mailHints: { send: nothing },
      removalHints: { send: nothing },
      repairVideo: async () => 'looked' as const,
      clock,
      log,
    },
    clock.now() + turnMs,
  );
}
