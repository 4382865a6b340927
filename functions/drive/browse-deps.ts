import type { Contract } from '../../shared/contract/contract.ts';
import type { Clock } from '../../shared/domain/clock.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import type { DriveSessionDeps } from './require-drive-session.ts';

/** What looking around in a Drive takes. */
export interface BrowseDeps extends DriveSessionDeps {
  readonly drive: (account: Pick<DriveAccount, 'ownerId' | 'connectionId'>) => DriveApi;
  readonly clock: Pick<Clock, 'now'>;
}

/** An endpoint that looks around, for the route with the given id. */
export type BrowseEndpoint<Id extends keyof Contract> = Endpoint<Contract[Id], BrowseDeps>;
