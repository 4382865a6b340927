import type { Circuits } from '../../../shared/domain/connections/circuit.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { TokenStore } from '../../../shared/domain/connections/token-store.ts';

/** The tokens and the circuit of one connection in memory. Passes the contract suites of the real stores. */
export function createMemoryTokens(initial: Connection | undefined): TokenStore & Circuits {
  let stored = initial;
  const update = (seen: Connection, fields: Partial<Connection>) => {
    if (stored?.tokenVersion !== seen.tokenVersion) return undefined;
    stored = { ...stored, ...fields };
    return stored;
  };
  return {
    find: async (ownerId, connectionId) =>
      stored?.ownerId === ownerId && stored.connectionId === connectionId ? stored : undefined,
    takeRefreshLease: async (connection, now, leaseMs) => {
      if (stored && stored.refreshLeaseUntil > now) return false;
      return update(connection, { refreshLeaseUntil: now + leaseMs }) !== undefined;
    },
    giveRefreshLeaseBack: async (connection, leaseUntil) => {
      if (stored?.refreshLeaseUntil === leaseUntil) update(connection, { refreshLeaseUntil: 0 });
    },
    storeTokens: async (connection, tokens, accessExpiresAt, renewAt) =>
      update(connection, {
        tokens,
        accessExpiresAt,
        renewAt,
        tokenVersion: connection.tokenVersion + 1,
        refreshLeaseUntil: 0,
        state: 'connected',
      }),
    markReconnect: async (connection) => void update(connection, { state: 'reconnect', renewAt: null }),
    change: async ({ ownerId, connectionId }, _seen, change) => {
      if (stored?.ownerId !== ownerId || stored.connectionId !== connectionId) return;
      stored = { ...stored, circuit: change(stored.circuit) };
    },
  };
}
