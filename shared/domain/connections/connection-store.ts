import type { PlatformName } from '../../contract/platform-names.ts';
import type { Connection, SealedTokens } from './connection.ts';

/** The connections of all owners. */
export interface ConnectionStore {
  /** Writes a connection, or renews the one of the same account. */
  put(connection: Connection): Promise<void>;
  find(ownerId: string, connectionId: string): Promise<Connection | undefined>;
  /** @param platform leaves out the other platforms */
  list(ownerId: string, platform?: PlatformName): Promise<Connection[]>;
  remove(ownerId: string, connectionId: string): Promise<void>;
  /** Changes single fields of an existing connection; undefined when it is gone. */
  update(
    ownerId: string,
    connectionId: string,
    change: Partial<Pick<Connection, 'enabled' | 'name' | 'avatarUrl' | 'capabilities'>>,
  ): Promise<Connection | undefined>;
}

/** Choosing the default account of a platform. */
export interface DefaultAccounts {
  /**
   * Makes a connection its platform's default. Of several at the same time the last one wins.
   * @param now epoch milliseconds
   * @returns false when the connection is gone
   */
  makeDefault(connection: Connection, now: number): Promise<boolean>;
}

/** Refreshing tokens with single flight across processes. */
export interface TokenStore {
  find(ownerId: string, connectionId: string): Promise<Connection | undefined>;
  /** True for exactly one caller until the lease runs out, and only while `tokenVersion` is still the given one. */
  takeRefreshLease(connection: Connection, now: number, leaseMs: number): Promise<boolean>;
  /** Gives the lease that was taken until `leaseUntil` back, when the refresh came to nothing. */
  giveRefreshLeaseBack(connection: Connection, leaseUntil: number): Promise<void>;
  /**
   * Stores new tokens before they are used; refused (undefined) when somebody else stored newer ones.
   * @param renewAt when the sweeper has the grant renewed if nobody uses it, epoch ms; null = never
   */
  storeTokens(
    connection: Connection,
    tokens: SealedTokens,
    accessExpiresAt: number,
    renewAt: number | null,
  ): Promise<Connection | undefined>;
  /** The platform refused the refresh token for good: the user must connect again. */
  markReconnect(connection: Connection): Promise<void>;
}
