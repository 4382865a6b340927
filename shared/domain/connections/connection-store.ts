import type { PlatformName } from '../../contract/platform-names.ts';
import type { Connection } from './connection.ts';

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
