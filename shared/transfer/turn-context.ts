import type { Clock } from '../domain/clock.ts';
import type { DriveApi } from '../domain/drive/drive-api.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { CopyRecords, Meeting, TransferChange, TransferStore } from '../domain/transfers/transfer-store.ts';
import type { VideoStore } from '../domain/videos/video-store.ts';

/** What the code of a phase may use while one worker holds one transfer. */
export interface TurnContext {
  /** As it was stored last: changes with every `save`. */
  readonly transfer: Transfer;
  readonly items: Pick<TransferStore, 'listOpen' | 'findItems' | 'findMeetings'>;
  readonly records: CopyRecords;
  /** What imports have made. */
  readonly videos: Pick<VideoStore, 'find'>;
  readonly source: DriveApi;
  /** Null when the destination is the queue. */
  readonly destination: DriveApi | null;
  /**
   * Stores a change of the transfer and at most 99 items and meetings, all or nothing. The change says how the counters are afterwards
   * (see tally). @throws LeaseLostError
   */
  save(change: TransferChange, items?: readonly TransferItem[], meetings?: readonly Meeting[]): Promise<void>;
  /** No step is begun after this time, epoch ms. */
  readonly startUntil: number;
  /** Aborts when the turn ends or the lease is lost. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * One phase of a transfer, as far as the time of the turn allows. It finds out from what is stored where it stands, and
 * may be cut anywhere.
 * - `finished`: the phase is over, and what comes next is stored (another phase, or a state that waits or is an end)
 * - `continue`: the time of the turn is up; the next one goes on
 * @throws PlatformError about the whole transfer, by whose kind it waits, pauses or fails; LeaseLostError
 */
export type PhaseRunner = (turn: TurnContext) => Promise<'finished' | 'continue'>;
