import type { TokenStore } from '../../domain/connections/token-store.ts';
import type { DriveAccount } from '../../domain/drive/drive-account.ts';
import type { TellOwner } from './tell-owner.ts';

const message = 'Google has ended the access. Transfers wait until this Drive is opened again.';

/** The same tokens; a Drive that has to be opened again is told after it is marked. */
export function noticeDriveTokens(tokens: TokenStore<DriveAccount>, tell: TellOwner): TokenStore<DriveAccount> {
  return {
    ...tokens,
    async markReconnect(account) {
      await tokens.markReconnect(account);
      const { ownerId, connectionId, email } = account;
      const what = { kind: 'needs_reconnect', platform: 'google-drive' } as const;
      await tell({ ownerId, ...what, subjectId: connectionId, name: email, message });
    },
  };
}
