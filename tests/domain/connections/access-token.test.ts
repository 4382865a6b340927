import { describe, expect, it } from '@jest/globals';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import type { Connection } from '../../../shared/domain/connections/connection.ts';
import type { GrantedTokens, OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import { createMemoryTokens } from '../../simulation/support/memory-token-store.ts';
import { buildConnection, plainVault, sealPlainly } from '../../support/build-connection.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const hour = 3600_000;

/** A connection with several processes that want its token. */
function createWorld(
  refresh: (count: number) => Promise<Partial<GrantedTokens>>,
  differences: Partial<Connection> = {},
  refreshAheadSeconds = 0,
) {
  const clock = createVirtualClock();
  const store = createMemoryTokens(buildConnection({ accessExpiresAt: clock.now() + hour, ...differences }));
  const used: string[] = [];
  const provider = {
    refresh: async (refreshToken: string) => {
      used.push(refreshToken);
      await clock.sleep(1_000);
      const count = used.length;
      const granted = await refresh(count);
      return { accessToken: `new-${count}`, refreshToken: null, expiresInSeconds: 3600, scopes: [], ...granted };
    },
  } satisfies Pick<OAuthProvider, 'refresh'>;
  const unused = async () => {
    throw new Error('not needed');
  };
  const full: OAuthProvider = {
    ...provider,
    requiredScopes: [],
    refreshAheadSeconds,
    authorizeUrl: unused,
    exchangeCode: unused,
    revoke: unused,
    fetchAccount: unused,
  };
  const connect = () =>
    createAccessTokens({ tokens: store, vault: plainVault, provider: () => full, clock }, 'owner-1', 'connection-1');
  return { clock, store, used, connect };
}

const granted = async () => ({});
const revoked = new PlatformError('reauthorize', 'invalid_grant', 'Connect again.');

describe('a valid token', () => {
  it('is given without asking the platform', async () => {
    const { clock, used, connect } = createWorld(granted);
    expect(await clock.settle(connect().get())).toBe('access-1');
    expect(used).toEqual([]);
  });

  it('takes one look at the row with its account; what the platform then refuses is looked up anew', async () => {
    const { clock, store, connect } = createWorld(granted);
    let reads = 0;
    const { find } = store;
    store.find = (...key) => {
      reads += 1;
      return find(...key);
    };
    const tokens = connect();
    await clock.settle(tokens.account());
    expect([await clock.settle(tokens.get()), reads]).toEqual(['access-1', 1]);
    const renewed = sealPlainly({ accessToken: 'access-2', refreshToken: 'refresh-2' });
    await store.storeTokens(await tokens.account(), renewed, clock.now() + hour, null);
    expect([await clock.settle(tokens.get('access-1')), reads]).toEqual(['access-2', 2]);
  });

  it('is renewed a minute before it ends', async () => {
    const { clock, used, connect } = createWorld(granted);
    const tokens = connect();
    await clock.settle(tokens.get());
    await clock.runUntil(clock.now() + hour - 60_000);
    expect(await clock.settle(tokens.get())).toBe('new-1');
    expect(used).toEqual(['refresh-1']);
  });

  it('is renewed when the platform refuses it', async () => {
    const { clock, connect } = createWorld(granted);
    const tokens = connect();
    expect(await clock.settle(tokens.get('access-1'))).toBe('new-1');
    expect(await clock.settle(tokens.get('access-1'))).toBe('new-1');
    expect(await clock.settle(tokens.get('new-1'))).toBe('new-2');
  });
});

describe('refreshing', () => {
  it('is done once for all processes', async () => {
    const { clock, used, connect } = createWorld(granted, { accessExpiresAt: 0 });
    const all = await clock.settle(Promise.all(Array.from({ length: 6 }, () => connect().get())));
    expect(new Set(all)).toEqual(new Set(['new-1']));
    expect(used).toEqual(['refresh-1']);
  });

  it('keeps the refresh token when the platform gives no new one, and takes a new one', async () => {
    const { clock, used, connect } = createWorld(async (count) => ({ refreshToken: count === 2 ? 'rotated' : null }));
    const tokens = connect();
    for (const refused of ['access-1', 'new-1', 'new-2']) await clock.settle(tokens.get(refused));
    expect(used).toEqual(['refresh-1', 'refresh-1', 'rotated']);
  });

  it('stores the new tokens before anybody uses them', async () => {
    const { clock, store, connect } = createWorld(granted, { accessExpiresAt: 0 });
    const token = await clock.settle(connect().get());
    const connection = await store.find('owner-1', 'connection-1');
    expect(JSON.parse(connection?.tokens.ciphertext ?? '').accessToken).toBe(token);
    expect(connection).toMatchObject({ tokenVersion: 2, accessExpiresAt: clock.now() + hour });
  });

  it('that fails for a while disconnects nobody and lets the next one try at once', async () => {
    const failing = new PlatformError('transient', 'http_503', 'Later.');
    const { clock, store, connect } = createWorld(async (count) => (count === 1 ? Promise.reject(failing) : {}), {
      accessExpiresAt: 0,
    });
    const begin = clock.now();
    await expect(clock.settle(connect().get())).rejects.toBe(failing);
    expect((await store.find('owner-1', 'connection-1'))?.state).toBe('connected');
    expect(await clock.settle(connect().get())).toBe('new-2');
    expect(clock.now() - begin).toBe(2_000);
  });

  it('whose process died is taken over when its lease has run out', async () => {
    const { clock, store, connect } = createWorld(granted, { accessExpiresAt: 0 });
    const connection = await store.find('owner-1', 'connection-1');
    if (connection) await store.takeRefreshLease(connection, clock.now(), 20_000);
    expect(await clock.settle(connect().get())).toBe('new-1');
  });
});

describe('a platform that renews no token that has ended', () => {
  const ahead = (refresh: (count: number) => Promise<Partial<GrantedTokens>>) => createWorld(refresh, {}, 2 * 3600);

  it('is asked long before the end', async () => {
    const { clock, used, connect } = ahead(async () => ({ expiresInSeconds: 10 * 3600 }));
    expect(await clock.settle(connect().get())).toBe('new-1');
    expect(await clock.settle(connect().get())).toBe('new-1');
    expect(used).toEqual(['refresh-1']);
  });

  it('and cannot just now does no harm: the token is still good', async () => {
    const { clock, store, used, connect } = ahead(async () =>
      Promise.reject(new PlatformError('transient', 'http_503', 'Later.')),
    );
    expect(await clock.settle(connect().get())).toBe('access-1');
    expect(await clock.settle(connect().get())).toBe('access-1');
    expect(used).toHaveLength(2);
    expect((await store.find('owner-1', 'connection-1'))?.state).toBe('connected');
  });

  it('holds nobody up while another process asks it', async () => {
    const { clock, connect } = ahead(async () => ({ expiresInSeconds: 10 * 3600 }));
    const begin = clock.now();
    const [first, second] = [connect().get(), connect().get()];
    expect(await clock.settle(second)).toBe('access-1');
    expect(clock.now()).toBe(begin);
    expect(await clock.settle(first)).toBe('new-1');
  });
});

describe('a grant that is gone', () => {
  it('is marked, so that everybody knows', async () => {
    const { clock, store, used, connect } = createWorld(async () => Promise.reject(revoked), { accessExpiresAt: 0 });
    await expect(clock.settle(connect().get())).rejects.toBe(revoked);
    expect((await store.find('owner-1', 'connection-1'))?.state).toBe('reconnect');
    await expect(clock.settle(connect().get())).rejects.toMatchObject({ kind: 'reauthorize' });
    expect(used).toHaveLength(1);
  });

  it('is not marked when the user has connected again meanwhile', async () => {
    const world = createWorld(
      async (count) => {
        if (count > 1) return {};
        const seen = await world.store.find('owner-1', 'connection-1');
        if (seen) await world.store.storeTokens(seen, buildConnection().tokens, world.clock.now() + hour, null);
        throw revoked;
      },
      { accessExpiresAt: 0 },
    );
    expect(await world.clock.settle(world.connect().get())).toBe('access-1');
    expect((await world.store.find('owner-1', 'connection-1'))?.state).toBe('connected');
  });

  it('without a refresh token, or removed, asks to connect again', async () => {
    const tokens = { wrappedKey: '', iv: '', ciphertext: '{"accessToken":"a","refreshToken":null}', tag: '' };
    const { clock, connect } = createWorld(granted, { tokens, accessExpiresAt: 0 });
    await expect(clock.settle(connect().get())).rejects.toMatchObject({ causeCode: 'no_refresh_token' });
    const other = createWorld(granted, { connectionId: 'another' });
    await expect(other.clock.settle(other.connect().get())).rejects.toMatchObject({ causeCode: 'disconnected' });
  });

  it('is given up when the platform refuses it otherwise', async () => {
    const { clock, store, connect } = createWorld(granted);
    const tokens = connect();
    await clock.settle(tokens.get());
    await tokens.giveUp();
    expect((await store.find('owner-1', 'connection-1'))?.state).toBe('reconnect');
  });
});
