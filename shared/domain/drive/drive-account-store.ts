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
  /**
   * Lets the grant end at this time already, epoch ms, unless somebody has needed it since it was read: a new consent, or a
   * session that has begun.
   */
  release(seen: DriveAccount, until: number): Promise<void>;
  /** Removes an account that nobody needs (any more) at this time. @returns false when it is needed again, or gone */
  removeUnneeded(seen: DriveAccount, now: number): Promise<boolean>;
}
