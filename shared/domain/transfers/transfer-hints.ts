import type { TransferKey } from './transfer-store.ts';

/** Tells a worker that a transfer wants attention. As with posts, the table is the truth. */
export interface TransferHints {
  /** @param delaySeconds 0 to 900 */
  send(transfer: TransferKey, delaySeconds?: number): Promise<void>;
}
