import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Grant } from '../../shared/domain/connections/grant.ts';
import type { TokenStore } from '../../shared/domain/connections/token-store.ts';
import { sealPlainly } from '../support/build-connection.ts';

const now = 1_700_000_000_000;
const newer = sealPlainly({ accessToken: 'access-2', refreshToken: 'refresh-2' });

/** What every TokenStore must do. @param open a store that holds this one grant */
export function describeTokenStore<G extends Grant>(
  name: string,
  connection: G,
  open: (grant: G) => Promise<TokenStore<G>>,
): void {
  describe(`${name}: tokens`, () => {
    let store: TokenStore<G>;
    beforeEach(async () => {
      store = await open(connection);
    });
    const stored = () => store.find(connection.ownerId, connection.connectionId);

    it('finds a connection of its owner and no other', async () => {
      expect(await stored()).toEqual(connection);
      expect(await store.find('owner-2', connection.connectionId)).toBeUndefined();
    });

    it('lets one of many refresh, and another one when the lease has run out', async () => {
      const taken = await Promise.all(Array.from({ length: 8 }, () => store.takeRefreshLease(connection, now, 5_000)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.takeRefreshLease(connection, now + 4_999, 5_000)).toBe(false);
      expect(await store.takeRefreshLease(connection, now + 5_000, 5_000)).toBe(true);
    });

    it('takes a lease back from nobody but its holder', async () => {
      await store.takeRefreshLease(connection, now, 5_000);
      await store.giveRefreshLeaseBack(connection, now + 4_000);
      expect(await store.takeRefreshLease(connection, now, 5_000)).toBe(false);
      await store.giveRefreshLeaseBack(connection, now + 5_000);
      expect(await store.takeRefreshLease(connection, now, 5_000)).toBe(true);
    });

    it('stores new tokens with a higher version and ends the lease', async () => {
      await store.takeRefreshLease(connection, now, 5_000);
      const expected = {
        ...connection,
        tokens: newer,
        accessExpiresAt: now + 9,
        renewAt: now + 99,
        tokenVersion: 2,
        refreshLeaseUntil: 0,
      };
      expect(await store.storeTokens(connection, newer, now + 9, now + 99)).toEqual(expected);
      expect(await stored()).toEqual(expected);
    });

    it('never lets older knowledge win over newer tokens', async () => {
      const current = await store.storeTokens(connection, newer, now + 9, now + 99);
      expect(await store.storeTokens(connection, connection.tokens, now, null)).toBeUndefined();
      expect(await store.takeRefreshLease(connection, now, 5_000)).toBe(false);
      await store.markReconnect(connection);
      expect(await stored()).toEqual(current);
    });

    it('marks a connection that only its user can repair', async () => {
      await store.markReconnect(connection);
      expect((await stored())?.state).toBe('reconnect');
    });
  });
}
