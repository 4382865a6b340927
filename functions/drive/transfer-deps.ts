import type { Contract } from '../../shared/contract/contract.ts';
import type { Clock } from '../../shared/domain/clock.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { TransferHints } from '../../shared/domain/transfers/transfer-hints.ts';
import type { TransferStore } from '../../shared/domain/transfers/transfer-store.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import type { DriveSessionDeps } from './require-drive-session.ts';

/** What orders and words about transfers take. */
export interface TransferDeps extends DriveSessionDeps {
  readonly transfers: Pick<TransferStore, 'create' | 'find' | 'list' | 'listItems' | 'transition'>;
  readonly hints: TransferHints;
  readonly drive: (account: Pick<DriveAccount, 'ownerId' | 'connectionId'>) => Pick<DriveApi, 'find'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A new unique id, 26 characters that sort by time. */
  readonly newTransferId: () => string;
}

/** An endpoint about transfers, for the route with the given id. */
export type TransferEndpoint<Id extends keyof Contract> = Endpoint<Contract[Id], TransferDeps>;
