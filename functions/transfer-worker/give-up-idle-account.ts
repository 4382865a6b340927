import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { OAuthClient } from '../../shared/domain/connections/oauth-provider.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';
import type { IdleAccount } from '../../shared/domain/drive/idle-accounts.ts';
import { giveUpAccount } from '../../shared/transfer/give-up-account.ts';
import type { WorkerLog } from '../../shared/worker/worker-log.ts';

interface Surroundings {
  readonly table: Table;
  readonly vault: TokenVault;
  readonly oauth: OAuthClient;
  readonly log: WorkerLog;
}

/** Gives up a Drive account that nobody needs any more. */
export function giveUpIdleAccount({ table, ...rest }: Surroundings, account: IdleAccount): Promise<void> {
  const stores = {
    accounts: createDriveAccountStore(table),
    connections: createConnectionStore(table),
    transfers: createTransferStore(table),
  };
  return giveUpAccount({ ...stores, ...rest, clock: systemClock }, account);
}
