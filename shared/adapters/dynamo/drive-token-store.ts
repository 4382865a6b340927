import type { TokenStore } from '../../domain/connections/token-store.ts';
import { DriveAccount } from '../../domain/drive/drive-account.ts';
import { driveKeyOf } from './drive-keys.ts';
import type { Table } from './table.ts';
import { openTokens } from './token-store.ts';

/** The tokens of Drive accounts. */
export function createDriveTokenStore(table: Table): TokenStore<DriveAccount> {
  return openTokens(table, { schema: DriveAccount, keyOf: driveKeyOf.driveAccount, isRenewed: false });
}
