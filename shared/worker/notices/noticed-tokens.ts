import type { TokenStore } from '../../domain/connections/token-store.ts';
import type { TellOwner } from './tell-owner.ts';

const message = 'The platform has ended the access. Posts wait until the account is connected again.';

/** The same tokens; a grant that has ended is told after it is marked. */
export function noticeTokens(tokens: TokenStore, tell: TellOwner): TokenStore {
  return {
    ...tokens,
    async markReconnect(connection) {
      await tokens.markReconnect(connection);
      const { ownerId, connectionId, platform, name } = connection;
      await tell({ ownerId, kind: 'needs_reconnect', subjectId: connectionId, platform, name, message });
    },
  };
}
