import { hasEnded, type TransferItem } from '../domain/transfers/transfer-item.ts';
import type { EngineTurn } from './open-turn.ts';

const pageItems = 50;
/** So many items that wait for others are looked through before one of the others is waited for. */
const mostBlocked = 200;
/** Folders whose id at the destination is remembered. */
const mostFolders = 5_000;

/** An item that may be begun. */
export interface PickedItem {
  readonly item: TransferItem;
  /** Null for an import, which knows no folders. */
  readonly parentDestId: string | null;
}

/** Everything else waits: for what is under way, or for a time. Neither: nothing is left. */
export interface NothingToPick {
  readonly item: null;
  readonly isBlocked: boolean;
  /** When the first of those can be begun that wait for a time, epoch ms; Infinity without any. */
  readonly wakeAt: number;
  /** That one. */
  readonly waiting: TransferItem | null;
}

/** Finds items in their order that may be begun: their time has come, their folder is there, and so is what they point to. */
export interface Picker {
  next(busy: ReadonlySet<string>): Promise<PickedItem | NothingToPick>;
  /** A folder that was made, so that nobody has to look. */
  note(item: TransferItem): void;
}

export function createPicker(turn: EngineTurn): Picker {
  const { transferId, kind, destination } = turn.transfer;
  const folders = new Map<string, string>();
  let page: TransferItem[] = [];
  let related = new Map<string, TransferItem>();
  let after = -1;
  let isLastPage = false;
  let blocked = 0;
  let hasPicked = false;
  let wakeAt = Number.POSITIVE_INFINITY;
  let waiting: TransferItem | null = null;

  function beginAgain(): void {
    page = [];
    after = -1;
    isLastPage = false;
    blocked = 0;
    hasPicked = false;
    wakeAt = Number.POSITIVE_INFINITY;
    waiting = null;
  }

  async function loadPage(busy: ReadonlySet<string>): Promise<void> {
    // By the time of the answer some of them have ended, and what was read of them is old.
    const wereBusy = new Set(busy);
    const open = await turn.items.listOpen(transferId, 'open', pageItems, after);
    isLastPage = open.length < pageItems;
    after = open.at(-1)?.seq ?? after;
    page = open.filter(({ itemId }) => !wereBusy.has(itemId));
    const wanted = new Set(
      page.flatMap(({ parentId, targetItemId }) => [parentId, targetItemId].flatMap((id) => id ?? [])),
    );
    const found = await turn.items.findItems(
      transferId,
      [...wanted].filter((id) => !folders.has(id)),
    );
    related = new Map(found.map((item) => [item.itemId, item]));
    for (const item of found) note(item);
  }

  function note({ itemId, action, state, destId }: TransferItem): void {
    if (action !== 'folder' || destId === null || !hasEnded(state)) return;
    if (folders.size >= mostFolders) folders.clear();
    folders.set(itemId, destId);
  }

  /** @returns undefined while it is not there; null when it will never be */
  function folderFor({ parentId }: TransferItem): string | null | undefined {
    if (parentId === null) return destination?.folderId ?? null;
    const known = folders.get(parentId);
    if (known !== undefined) return known;
    const parent = related.get(parentId);
    return !parent || hasEnded(parent.state) ? null : undefined;
  }

  function isTargetOpen({ action, targetItemId }: TransferItem): boolean {
    const target = action === 'shortcut' && targetItemId !== null ? related.get(targetItemId) : undefined;
    return target !== undefined && !hasEnded(target.state);
  }

  /** @returns undefined when it cannot be begun now */
  function look(item: TransferItem): PickedItem | undefined {
    if (item.notBefore > turn.clock.now()) {
      if (item.notBefore < wakeAt) [wakeAt, waiting] = [item.notBefore, item];
      return undefined;
    }
    if (kind === 'import') return { item, parentDestId: null };
    const parentDestId = folderFor(item);
    if (parentDestId === undefined || isTargetOpen(item)) {
      blocked += 1;
      return undefined;
    }
    return { item, parentDestId };
  }

  return {
    note,
    async next(busy) {
      for (;;) {
        const item = page.shift();
        if (item) {
          const pick = look(item);
          if (!pick) continue;
          hasPicked = true;
          return pick;
        }
        if (isLastPage || (blocked >= mostBlocked && busy.size > 0)) {
          const nothing = { item: null, isBlocked: blocked > 0, wakeAt, waiting } as const;
          // What was picked in this round may have been put back since.
          const isCertain = !hasPicked || busy.size > 0;
          beginAgain();
          if (isCertain) return nothing;
        } else await loadPage(busy);
      }
    },
  };
}
