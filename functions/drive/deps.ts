import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveAccountStore } from '../../shared/domain/drive/drive-account-store.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { DriveSessionStore } from '../../shared/domain/drive/drive-session-store.ts';
import type { TransferHints } from '../../shared/domain/transfers/transfer-hints.ts';

/** What the endpoints of this area work with. */
export interface Deps {
  readonly sessions: Pick<DriveSessionStore, 'use'>;
  readonly accounts: DriveAccountStore;
  /** The Drive of an account, whose tokens are renewed as needed. */
  readonly drive: (account: Pick<DriveAccount, 'ownerId' | 'connectionId'>) => DriveApi;
  readonly hints: TransferHints;
  /** Scheme and host of the page. */
  readonly origin: string;
}
