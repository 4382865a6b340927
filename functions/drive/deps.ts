import type { Clock } from '../../shared/domain/clock.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { DriveSessionStore } from '../../shared/domain/drive/drive-session-store.ts';
import type { TransferHints } from '../../shared/domain/transfers/transfer-hints.ts';
import type { ConsentDeps } from './consent-deps.ts';
import type { TransferDeps } from './transfer-deps.ts';

/** What the endpoints of this area work with. */
export interface Deps extends ConsentDeps, Pick<TransferDeps, 'newTransferId'> {
  readonly transfers: TransferDeps['transfers'];
  readonly sessions: Pick<DriveSessionStore, 'use'>;
  readonly drive: (account: Pick<DriveAccount, 'ownerId' | 'connectionId'>) => DriveApi;
  readonly clock: Clock;
  readonly hints: TransferHints;
}
