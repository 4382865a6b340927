import type { OpenGroup } from './item-position.ts';
import type { ItemStatus } from './item-status.ts';
import type { Transfer, TransferState } from './transfer.ts';
import type { TransferItem } from './transfer-item.ts';

export interface TransferKey {
  readonly ownerId: string;
  readonly transferId: string;
}

/** What a worker or a user changes; who it belongs to and what kind it is stays. */
export type TransferChange = Partial<
  Omit<Transfer, 'ownerId' | 'transferId' | 'kind' | 'fence' | 'revision' | 'holder' | 'createdAt' | 'updatedAt'>
>;

export type TransferClaim =
  | { readonly outcome: 'claimed'; readonly transfer: Transfer }
  /** Nothing to do for this hint now. */
  | {
      readonly outcome: 'not-claimable';
      /** leased = somebody holds it · early = its time has not come · finished = no worker may take it */
      readonly reason: 'leased' | 'early' | 'finished' | 'missing';
      /** When a claim could succeed, epoch ms; null = not before somebody changes the transfer. */
      readonly tryAgainAt: number | null;
    };

/** A file that was at the destination before, and the item of a transfer that it belongs to: no other one may have it. */
export interface Meeting {
  readonly destId: string;
  readonly itemId: string;
}

export interface ItemPageOptions {
  readonly status?: ItemStatus;
  readonly limit: number;
  readonly cursor?: string;
  readonly now: number;
}

/**
 * Transfers and their items. One worker at a time holds a transfer; whatever it writes goes together with the proof that
 * it still does, so that a worker which outlived its lease changes nothing.
 */
export interface TransferStore {
  create(transfer: Transfer): Promise<void>;
  find(key: TransferKey): Promise<Transfer | undefined>;
  /** Newest first, without those that are being removed. @param cursor of the page before */
  list(ownerId: string, limit: number, cursor?: string): Promise<{ transfers: Transfer[]; nextCursor?: string }>;
  /** Whether a Drive account is needed by a transfer that is not finished. */
  isNeeded(ownerId: string, connectionId: string): Promise<boolean>;
  /** Takes an active transfer whose time has come and whose lease is free: fence + 1. Safe to repeat. */
  claim(key: TransferKey, options: { readonly now: number; readonly leaseMs: number }): Promise<TransferClaim>;
  /**
   * Writes a change of a claimed transfer, items and meetings, all or nothing; at most 99 items and meetings.
   * @throws LeaseLostError when somebody else has it, or its user has spoken
   */
  save(
    transfer: Transfer,
    change: TransferChange,
    now: number,
    items?: readonly TransferItem[],
    meetings?: readonly Meeting[],
  ): Promise<Transfer>;
  /**
   * A user's word (run, pause, resume, cancel, retry): raises the fence, so that a worker which is at it stops at its next
   * write. Its lease stays: until it has stopped, or has died and the lease is over, nobody else begins.
   * @returns undefined when the transfer is in none of `from`
   */
  transition(
    key: TransferKey,
    from: readonly TransferState[],
    change: TransferChange | ((transfer: Transfer) => TransferChange | undefined),
    now: number,
  ): Promise<Transfer | undefined>;
  /** Gives back the lease of a worker that was told to stop, and has. Nothing happens when somebody else holds it. */
  release(transfer: Transfer, now: number): Promise<void>;
  /**
   * Items of a group by seq; those of `clean` backwards, children before their parents.
   * @param after the last seq that is known
   */
  listOpen(transferId: string, group: OpenGroup, limit: number, after?: number): Promise<TransferItem[]>;
  findItems(transferId: string, itemIds: readonly string[]): Promise<TransferItem[]>;
  /** @returns by id at the destination: the item that has met that file */
  findMeetings(transferId: string, destIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** For people: a page of items, failed ones first; it may be short and not be the last. */
  listItems(transferId: string, options: ItemPageOptions): Promise<{ items: TransferItem[]; nextCursor?: string }>;
  /** Removes some items and meetings of a transfer in the phase `remove`. @returns whether any is left */
  removeItems(transferId: string): Promise<boolean>;
  /** Removes a claimed transfer whose items are gone. */
  remove(transfer: Transfer): Promise<void>;
}

/**
 * What an earlier transfer has made of a file, so that a second run finds it although Drive's listings lag and although
 * names are not unique.
 */
export interface CopyRecords {
  /** @returns by source id: the id at the destination, or of the video */
  find(place: CopyPlace, sourceIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  put(place: CopyPlace, sourceId: string, madeId: string): Promise<void>;
  /**
   * The same unless something else is noted: of two that make the same at once, one is told that it is too late.
   * @param instead what may be replaced, because it is gone
   * @returns what is noted now
   */
  take(place: CopyPlace, sourceId: string, madeId: string, instead?: string): Promise<string>;
}

/** @property folderId the folder at the destination; null = the queue */
export interface CopyPlace {
  readonly ownerId: string;
  readonly folderId: string | null;
}
