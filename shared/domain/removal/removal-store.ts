import type { Credentials } from '../accounts/user.ts';
import type { Removal, RemovalPhase } from './removal.ts';

/** Where a removal stands. */
export interface RemovalStand {
  readonly phase: RemovalPhase;
  readonly counts: Readonly<Record<string, number>>;
  readonly restsUntil: number;
}

/** Where a worker leaves it. */
export interface RemovalProgress extends RemovalStand {
  /** When somebody has to go on, epoch ms; until then nobody may. */
  readonly lookAt: number;
}

/** Accounts that are being removed. */
export interface RemovalStore {
  /**
   * Takes the credentials away and leaves the order to remove everything else, at once or not at all.
   * @param receipt its name, and whether it goes by mail
   * @returns false when the credentials are not the stored ones any more
   */
  begin(credentials: Credentials, receipt: Pick<Removal, 'receiptId' | 'tells'>, now: number): Promise<boolean>;
  /** @returns undefined while another worker holds it, before its time, and when there is nothing left to do */
  claim(receiptId: string, now: number, leaseMs: number): Promise<Removal | undefined>;
  /** Notes how far the holder is, who goes on. @returns false when another worker has taken it over */
  keep(removal: Removal, stand: RemovalStand): Promise<boolean>;
  /** The holder stops for now. @returns false when another worker has taken it over */
  progress(removal: Removal, progress: RemovalProgress): Promise<boolean>;
  /** Keeps of the removal what is nobody's any more, and orders the mail with the receipt, if one is to go. */
  finish(removal: Removal, now: number): Promise<boolean>;
}

/** Tells a worker that a removal wants attention. Hints may get lost, doubled or late: the row is the truth. */
export interface RemovalHints {
  send(receiptId: string): Promise<void>;
}
