import type { Clock } from '../domain/clock.ts';
import type { DriveApi, DriveIdKind } from '../domain/drive/drive-api.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';

/** What the code of one item may use. */
export interface ItemContext {
  /** As it was when the item was taken up. */
  readonly transfer: Transfer;
  readonly source: DriveApi;
  /** Null when the destination is the queue. */
  readonly destination: DriveApi | null;
  /** Id, at the destination, of the folder that the item goes into; it exists. */
  readonly parentDestId: string | null;
  /** An id for a new file at the destination; from a batch, see createIdPool. */
  newId(kind: DriveIdKind): Promise<string>;
  /**
   * Notes under which id this item is made in its folder, unless another one is noted already; see CopyRecords.
   * @returns what is noted now
   */
  note(madeId: string, instead?: string): Promise<string>;
  /** Another item of the same transfer. */
  find(itemId: string): Promise<TransferItem | undefined>;
  /**
   * Stores the item before the step that cannot be taken back. Bytes that arrived are counted by the difference of
   * `bytesDone`. @throws LeaseLostError
   */
  save(item: TransferItem): Promise<void>;
  /** Waits until so many more bytes may be sent, if the transfer has a limit of bandwidth. */
  pace(bytes: number): Promise<void>;
  /** No chunk is begun after this time, epoch ms: the item is returned as it stands, and goes on in the next turn. */
  readonly startUntil: number;
  /** Aborts when the turn ends or the lease is lost: the item is taken up again from what was saved. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * Brings one item to its end: `done`, `skipped` or `failed`, as far as the time of the turn allows. What it returns is
 * stored, also when that is no end: then the item goes on later, not before its `notBefore`.
 * It finds out by itself what an earlier worker has left (see `checkpoint`) and may be cut anywhere.
 * @throws PlatformError whose kind decides: transient = this item again later; rate_limited, quota = the whole transfer
 * waits; reauthorize = its user must connect again; rejected = this item has failed, the others go on
 */
export type ItemRunner = (item: TransferItem, context: ItemContext) => Promise<TransferItem>;
