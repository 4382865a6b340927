import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import { driveScopes } from '../../shared/domain/drive/drive-scopes.ts';
import { sealPlainly } from './build-connection.ts';

/** A Drive that is open to Hopper, with the given differences. */
export function buildDriveAccount(differences: Partial<DriveAccount> = {}): DriveAccount {
  return {
    ownerId: 'owner-1',
    connectionId: 'drive-1',
    remoteId: 'permission-1',
    variant: null,
    state: 'connected',
    tokens: sealPlainly({ accessToken: 'access-1', refreshToken: 'refresh-1' }),
    accessExpiresAt: 1_700_003_600_000,
    renewAt: null,
    scopes: [driveScopes.readonly],
    tokenVersion: 1,
    refreshLeaseUntil: 0,
    email: 'ada@example.com',
    name: 'Ada',
    avatarUrl: null,
    neededUntil: 1_700_086_400_000,
    connectedAt: 1_700_000_000_000,
    ...differences,
  };
}
