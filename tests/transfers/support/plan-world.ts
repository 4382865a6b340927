import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { folderType } from '../../../shared/domain/drive/drive-file.ts';
import { tally } from '../../../shared/domain/transfers/tally.ts';
import type { Transfer } from '../../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../../shared/domain/transfers/transfer-item.ts';
import type { TransferOptions } from '../../../shared/domain/transfers/transfer-options.ts';
import { buildDriveAddresses } from '../../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import { runClean } from '../../../shared/transfer/clean/run-clean.ts';
import type { EngineTurn } from '../../../shared/transfer/open-turn.ts';
import { runPlan } from '../../../shared/transfer/plan/run-plan.ts';
import { runRetry } from '../../../shared/transfer/run-retry.ts';
import type { Dynoxide } from '../../support/dynoxide.ts';
import { buildTransfer } from './build-transfer.ts';
import type { DriveHands } from './drive-hands.ts';
import { type DriveOptions, openTransferWorld } from './transfer-world.ts';

type Order = Partial<Omit<Transfer, 'options'>> & { readonly options?: Partial<TransferOptions> };

/** What a turn meets that is not as usual. */
export interface TurnOptions {
  /** Steps are begun until so many calls of the clock have been made. */
  readonly ticks?: number;
  readonly source?: Partial<DriveApi>;
  readonly destination?: Partial<DriveApi>;
  /** Told before each write, from 1; may throw. */
  readonly beforeSave?: (write: number) => void;
}

/** Two simulated Drives, a table, and turns of the phases that are looked at without their worker. */
export async function openPlanWorld(dynoxide: Dynoxide, options: DriveOptions = {}) {
  const world = await openTransferWorld(dynoxide, options);
  const { transfers, records, videos } = world.stores;
  const [ada, ben] = [await world.hands('ada'), await world.hands('ben')];
  const addresses = buildDriveAddresses(`${world.drive.url}/drive`);
  const apiOf = ({ token }: DriveHands) => createDriveApi({ get: async () => token }, { addresses });
  const [source, destination] = [apiOf(ada), apiOf(ben)];
  let orders = 0;

  /** Stores an order. */
  async function order(roots: readonly string[], { options: wanted, ...differences }: Order = {}): Promise<Transfer> {
    orders += 1;
    const base = buildTransfer();
    const transfer = {
      ...base,
      transferId: `01JD${String(orders).padStart(22, '0')}`,
      roots: [...roots],
      options: { ...base.options, ...wanted },
      createdAt: world.clock.now(),
      ...differences,
    };
    await transfers.create(transfer);
    return transfer;
  }

  /** One turn of a phase by a worker that gives back its lease. */
  async function turn(
    phase: (turn: EngineTurn) => Promise<'finished' | 'continue'>,
    key: Transfer,
    turnOptions: TurnOptions = {},
  ) {
    const { ticks = Number.POSITIVE_INFINITY } = turnOptions;
    const now = world.clock.now();
    const claim = await transfers.claim(key, { now, leaseMs: 1000 });
    if (claim.outcome !== 'claimed') throw new Error(`Not claimable: ${claim.reason}`);
    let { transfer } = claim;
    let looks = 0;
    let writes = 0;
    const context: EngineTurn = {
      get transfer() {
        return transfer;
      },
      items: transfers,
      records,
      videos,
      source: { ...source, ...turnOptions.source },
      destination: transfer.kind === 'import' ? null : { ...destination, ...turnOptions.destination },
      async save(change, items, meetings) {
        writes += 1;
        turnOptions.beforeSave?.(writes);
        transfer = await transfers.save(transfer, change, now, items, meetings);
      },
      saveItems: (steps) =>
        context.save(
          tally(transfer, steps),
          steps.map(({ after }) => after),
        ),
      startUntil: now + 1,
      signal: new AbortController().signal,
      clock: {
        now: () => {
          looks += 1;
          return looks > ticks ? now + 1 : now;
        },
        after: () => () => undefined,
      },
    };
    try {
      return { outcome: await phase(context), transfer, writes };
    } finally {
      await transfers.release(transfer, now);
    }
  }

  /** All that was planned, by name at the source. */
  async function itemsOf({ transferId }: Transfer): Promise<TransferItem[]> {
    const { items } = await transfers.listItems(transferId, { limit: 5000, now: world.clock.now() });
    return items.toSorted((one, other) => one.seq - other.seq);
  }

  /** A whole plan. @returns the transfer and its items in their order */
  async function plan(roots: readonly string[], differences: Order = {}, turnOptions: TurnOptions = {}) {
    const ordered = await order(roots, differences);
    const { transfer, outcome, writes } = await turn(runPlan, ordered, turnOptions);
    const items = await itemsOf(ordered);
    return { transfer, items, outcome, writes, byName: new Map(items.map((item) => [item.name, item])) };
  }

  return {
    ...world,
    ada,
    ben,
    source,
    destination,
    order,
    plan,
    itemsOf,
    runPlan: (key: Transfer, turnOptions?: TurnOptions) => turn(runPlan, key, turnOptions),
    runRetry: (key: Transfer, turnOptions?: TurnOptions) => turn(runRetry, key, turnOptions),
    runClean: (key: Transfer, turnOptions?: TurnOptions) => turn(runClean, key, turnOptions),
  };
}
export type PlanWorld = Awaited<ReturnType<typeof openPlanWorld>>;

/** Makes a folder, in My Drive or in another one. @returns its id */
export const makeFolder = (hands: DriveHands, name: string, parent?: string) =>
  hands.make({ name, mimeType: folderType, ...(parent && { parents: [parent] }) });

/** Makes a file of text, its name without another one. @returns its id */
export const makeFile = (hands: DriveHands, name: string, parent?: string, text = name) =>
  hands.make({ name, mimeType: 'text/plain', ...(parent && { parents: [parent] }) }, Buffer.from(text));

/** A destination for an order, at Ben's. */
export const atBens = (folderId: string): Pick<Transfer, 'destination'> => ({
  destination: { connectionId: 'ben', email: 'ben@example.com', folderId, folderName: '', driveId: null },
});
