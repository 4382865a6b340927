import { LeaseLostError } from '../domain/lease-lost-error.ts';
import { PlatformError } from '../domain/posts/publisher.ts';
import { hasEnded, type TransferItem } from '../domain/transfers/transfer-item.ts';
import { itemAfterError, unexpected } from './item-after-error.ts';
import type { ItemContext, ItemRunner } from './item-runner.ts';
import type { EngineTurn } from './open-turn.ts';
import type { PickedItem } from './pick-items.ts';
import { concernsAll } from './transfer-after-error.ts';

/** An item that has got nowhere, and was not told to wait, is not tried again at once. */
const idleMs = 5_000;

/** What is done with an item, by its action. */
export type ItemRunners = Readonly<Record<Exclude<TransferItem['action'], 'none'>, ItemRunner>>;

export interface ItemDeps {
  readonly turn: EngineTurn;
  readonly runners: ItemRunners;
  /** What the items of a turn have in common. */
  readonly shared: Omit<
    ItemContext,
    'transfer' | 'source' | 'destination' | 'parentDestId' | 'note' | 'find' | 'save' | 'clock'
  >;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What came of one item. @property item as it is stored */
export interface ItemOutcome {
  readonly item: TransferItem;
  readonly error?: PlatformError;
}

/**
 * Works on one item and stores what becomes of it; an error that is about the whole transfer leaves it as it is.
 * @throws LeaseLostError, or the reason of a turn that has ended
 */
export async function runItem(deps: ItemDeps, picked: PickedItem): Promise<ItemOutcome> {
  const { turn, runners, shared, random } = deps;
  const { clock } = turn;
  let stored = picked.item;
  const store = async (next: TransferItem) => {
    await turn.saveItems([{ before: stored, after: next }]);
    stored = next;
  };
  try {
    const context = buildContext(deps, picked, store);
    const result = withSize(await runnerOf(runners, picked, turn)(stored, context));
    await remember(turn, result, picked.parentDestId);
    const isIdle = !hasEnded(result.state) && result.notBefore <= clock.now() && clock.now() < shared.startUntil;
    await store(isIdle ? { ...result, notBefore: clock.now() + idleMs } : result);
    return { item: stored };
  } catch (error) {
    shared.signal.throwIfAborted();
    if (error instanceof LeaseLostError) throw error;
    const known = error instanceof PlatformError ? error : unexpected(error);
    if (!concernsAll(known)) await store(itemAfterError(stored, known, { now: clock.now(), random: random() }));
    return { item: stored, error: known };
  }
}

function buildContext(
  { turn, shared }: ItemDeps,
  { item, parentDestId }: PickedItem,
  save: ItemContext['save'],
): ItemContext {
  const { transfer, source, destination, clock } = turn;
  return {
    transfer,
    source,
    destination,
    parentDestId,
    newId: shared.newId,
    note: (madeId, instead) =>
      turn.records.take({ ownerId: transfer.ownerId, folderId: parentDestId }, item.itemId, madeId, instead),
    pace: shared.pace,
    signal: shared.signal,
    // Asked before every chunk: it may come nearer while the item is worked on.
    get startUntil() {
      return shared.startUntil;
    },
    find: async (itemId) => (await turn.items.findItems(transfer.transferId, [itemId]))[0],
    save,
    clock,
  };
}

function runnerOf(
  runners: ItemRunners,
  { item, parentDestId }: PickedItem,
  { transfer, clock }: EngineTurn,
): ItemRunner {
  if (transfer.kind === 'copy' && parentDestId === null) {
    const message = 'The folder that this belongs into could not be made.';
    return () => Promise.reject(new PlatformError('rejected', 'folder_failed', message));
  }
  if (item.action === 'none') return async (one) => ({ ...one, state: 'done', endedAt: clock.now() });
  return runners[item.action];
}

/** Before the item is stored as done: a later transfer must find what was made, whatever happens to this process. */
async function remember({ transfer, records }: EngineTurn, item: TransferItem, folderId: string | null): Promise<void> {
  if (transfer.kind !== 'copy' || item.state !== 'done' || item.destId === null || folderId === null) return;
  await records.put({ ownerId: transfer.ownerId, folderId }, item.itemId, item.destId);
}

/** What an export weighs is known when it is made. */
function withSize(item: TransferItem): TransferItem {
  return item.action === 'export' && item.state === 'done' ? { ...item, sizeBytes: item.bytesDone } : item;
}
