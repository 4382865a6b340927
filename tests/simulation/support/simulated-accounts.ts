import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import type { Circuits } from '../../../shared/domain/connections/circuit.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import type { TokenStore } from '../../../shared/domain/connections/token-store.ts';
import { buildConnection, sealPlainly } from '../../support/build-connection.ts';
import { createMemoryTokens } from './memory-token-store.ts';
import type { Grants } from './platforms/grants.ts';

/** A user's account at a platform, by one of its login variants. */
export interface Account {
  readonly ownerId: string;
  readonly connectionId: string;
  readonly platform: PlatformName;
  readonly remoteId: string;
  readonly variant: string | null;
}

/** Connected accounts and their tokens. */
export interface Accounts extends TokenStore, Circuits {
  /** Connects an account, or connects it again. @param isLongAgo its access token has ended since */
  connect(account: Account, isLongAgo?: boolean): void;
  find(ownerId: string, connectionId: string): Promise<Connection | undefined>;
}

export function createAccounts(grantsOf: (platform: PlatformName) => Grants): Accounts {
  const stores = new Map<string, TokenStore & Circuits>();
  let version = 0;
  const storeOf = ({ connectionId }: Pick<Connection, 'connectionId'>) => {
    const store = stores.get(connectionId);
    if (!store) throw new Error(`There is no connection ${connectionId}.`);
    return store;
  };

  return {
    connect(account, isLongAgo = false) {
      const grant = grantsOf(account.platform).connect(account.remoteId);
      const tokens = sealPlainly(grant);
      const accessExpiresAt = isLongAgo ? 0 : grant.accessExpiresAt;
      version += 1000;
      const connection = buildConnection({ ...account, tokens, accessExpiresAt, tokenVersion: version });
      stores.set(account.connectionId, createMemoryTokens(connection));
    },
    find: async (ownerId, connectionId) => stores.get(connectionId)?.find(ownerId, connectionId),
    takeRefreshLease: (connection, now, leaseMs) => storeOf(connection).takeRefreshLease(connection, now, leaseMs),
    giveRefreshLeaseBack: (connection, until) => storeOf(connection).giveRefreshLeaseBack(connection, until),
    storeTokens: (connection, tokens, endsAt, renewAt) =>
      storeOf(connection).storeTokens(connection, tokens, endsAt, renewAt),
    markReconnect: (connection) => storeOf(connection).markReconnect(connection),
    change: (connection, seen, change) => storeOf(connection).change(connection, seen, change),
  };
}

/** The token endpoint as Hopper's code sees it. */
export function providerOf(grants: Grants): OAuthProvider {
  return {
    requiredScopes: [],
    authorizeUrl: unused,
    exchangeCode: unused,
    refresh: async (refreshToken) => grants.refresh(refreshToken),
    revoke: unused,
    fetchAccount: unused,
  };
}

const unused = async () => {
  throw new Error('The worker has no use for this.');
};
