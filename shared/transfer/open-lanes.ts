import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { TransferChange } from '../domain/transfers/transfer-store.ts';
import { createIdPool } from './copy/create-id-pool.ts';
import { createPacer } from './copy/create-pacer.ts';
import { isOutage } from './item-after-error.ts';
import type { EngineTurn } from './open-turn.ts';
import { createPicker, type NothingToPick } from './pick-items.ts';
import { type ItemOutcome, type ItemRunners, runItem } from './run-item.ts';
import { concernsAll, transferAfterError } from './transfer-after-error.ts';

/**
 * Files that are carried at the same time. Google's limits are by user and by day, so that more would win nothing, and each
 * costs memory.
 */
const lanes = 4;
const shortestWaitMs = 1_000;

export interface LaneDeps {
  readonly runners: ItemRunners;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Items that are worked on at the same time. */
export interface Lanes {
  /** Begins what may be begun. @returns why not more, when there is room for more */
  fill(): Promise<NothingToPick | undefined>;
  isBusy(): boolean;
  /** Items whose turn is over, so far. */
  readonly ended: number;
  /** Waits until an item ends, or until the time, epoch ms. @throws what ended the turn */
  oneEnds(wakeAt: number): Promise<void>;
  /** What an item has met that is about the whole transfer: nothing is begun until `goOn`. */
  readonly halt: TransferChange | undefined;
  goOn(): void;
  /** Waits for everything that is under way. @throws what ended the turn */
  drain(): Promise<void>;
}

export function openLanes(turn: EngineTurn, { runners, random }: LaneDeps): Lanes {
  const { clock, signal, destination } = turn;
  const { bytesPerSecond } = turn.transfer.options;
  const picker = createPicker(turn);
  const busy = new Map<string, Promise<void>>();
  const failing = new Set<string>();
  let halt: TransferChange | undefined;
  let failure: { readonly reason: unknown } | undefined;
  let ended = 0;

  const shared = {
    newId: destination ? createIdPool(destination, signal) : noIds,
    pace: createPacer(bytesPerSecond, clock, signal),
    signal,
    /** Who is at it ends its chunk, stores that, and stops. */
    get startUntil() {
      return halt ? 0 : turn.startUntil;
    },
  };

  function take({ item, error }: ItemOutcome): void {
    if (!error) {
      failing.clear();
      picker.note(item);
      return;
    }
    if (isOutage(error)) failing.add(item.itemId);
    // One file may be unlucky; when several in a row are, everything else would be as well.
    const isWeather = failing.size >= lanes;
    if (!concernsAll(error) && !isWeather) return;
    failing.clear();
    const next = transferAfterError(turn.transfer, error, { now: clock.now(), random: random() }, isUploading(item));
    // Several are refused at the same time: that counts once. What needs a person outweighs what only waits.
    if (!halt || (next.state && !halt.state)) halt = next;
  }

  async function settle(): Promise<void> {
    await Promise.all(busy.values());
    if (failure) throw failure.reason;
  }

  return {
    async fill() {
      while (busy.size < lanes && !halt && !failure && clock.now() < turn.startUntil) {
        const picked = await picker.next(new Set(busy.keys()));
        if (!picked.item) return picked;
        const { itemId } = picked.item;
        const end = runItem({ turn, runners, shared, random }, picked)
          .then(take)
          .catch((reason: unknown) => {
            failure ??= { reason };
          })
          .finally(() => {
            ended += 1;
            busy.delete(itemId);
          });
        busy.set(itemId, end);
      }
      return undefined;
    },
    isBusy: () => busy.size > 0,
    get ended() {
      return ended;
    },
    async oneEnds(wakeAt) {
      let cancel = () => {};
      const woken = new Promise<void>((resolve) => {
        if (Number.isFinite(wakeAt)) cancel = clock.after(Math.max(shortestWaitMs, wakeAt - clock.now()), resolve);
      });
      await Promise.race([...busy.values(), woken]).finally(() => cancel());
      if (failure) await settle();
    },
    get halt() {
      return halt;
    },
    goOn() {
      halt = undefined;
    },
    drain: settle,
  };
}

function noIds(): never {
  throw new Error('Nothing of an import gets an id of Drive.');
}

/** Google refuses sessions, too, and nothing is stored of an item before its session is open. */
function isUploading({ action, state }: TransferItem): boolean {
  return (state === 'planned' || state === 'copying') && (action === 'copy' || action === 'export');
}
