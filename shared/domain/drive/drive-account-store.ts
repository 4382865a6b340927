import type { DriveAccount } from './drive-account.ts';

/** The Google accounts whose Drives are open to Hopper, by owner. */
export interface DriveAccountStore {
  find(ownerId: string, connectionId: string): Promise<DriveAccount | undefined>;
  list(ownerId: string): Promise<DriveAccount[]>;
  /**
   * Writes an account as it was granted.
   * @param seenVersion `tokenVersion` that it had; 0 = it was not there
   * @returns false when somebody has written it meanwhile: read it again
   */
  put(account: DriveAccount, seenVersion: number): Promise<boolean>;
  /** Lets the grant live at least until this time, epoch ms. @returns false when it is gone */
  need(ownerId: string, connectionId: string, until: number): Promise<boolean>;
  /** Removes an account that nobody needs (any more) at this time. @returns false when it is needed, or gone */
  removeUnneeded(account: Pick<DriveAccount, 'ownerId' | 'connectionId'>, now: number): Promise<boolean>;
}
