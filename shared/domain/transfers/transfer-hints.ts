import type { TransferKey } from './transfer-store.ts';

/** Tells a worker that a transfer wants attention. As with posts, the table is the truth. */
export interface TransferHints {
  /** @param delaySeconds 0 to 900 */
  send(transfer: TransferKey, delaySeconds?: number): Promise<void>;
}

/** Decides when a hint that was received, but is not dealt with yet, comes again. */
export interface HintHiding {
  /** @param seconds from now, whole, 0 to 43,200 */
  hide(receiptHandle: string, seconds: number): Promise<void>;
}
