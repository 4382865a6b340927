import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Deps } from '../../functions/connections/deps.ts';
import { finishConnection } from '../../functions/connections/finish-connection.ts';
import { startConnection } from '../../functions/connections/start-connection.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { OAuthState } from '../../shared/domain/connections/oauth-state.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';

const params = { platform: 'youtube' } as const;
const call = { requestId: 'r', sourceIp: '::1', userAgent: 'test', now: 1_000_000, sessionToken: 't' };
const anna = { ...call, caller: { userId: 'anna', sessionId: 'session-1' } };
const granted = { accessToken: 'access', refreshToken: 'refresh', expiresInSeconds: 3600, scopes: ['upload', 'read'] };

/** A provider that grants everything, with what a test wants to differ. */
function provider(change: Partial<OAuthProvider>, revoked: string[]): OAuthProvider {
  return {
    requiredScopes: ['upload', 'read'],
    authorizeUrl: async ({ state, codeChallenge }) =>
      `https://consent.example/?state=${state}&challenge=${codeChallenge}`,
    exchangeCode: async () => granted,
    refresh: async () => granted,
    revoke: async ({ accessToken }) => void revoked.push(accessToken),
    fetchAccount: async () => ({ remoteId: 'UC1', name: 'Channel', avatarUrl: null, capabilities: null }),
    ...change,
  };
}

describe('connecting an account', () => {
  let connections: Map<string, Connection>;
  let revoked: string[];
  let deps: Deps;

  const build = (change: Partial<OAuthProvider> = {}) => {
    const states = new Map<string, OAuthState>();
    connections = new Map();
    revoked = [];
    deps = {
      connections: {
        put: async (connection) => void connections.set(connection.connectionId, connection),
        find: async (_owner, id) => connections.get(id),
        list: async () => [...connections.values()],
        remove: async (_owner, id) => void connections.delete(id),
        update: async () => undefined,
      },
      posts: { listOfOwner: async () => [], transition: async () => undefined },
      states: {
        put: async (state, value) => void states.set(state, value),
        take: async (state) => {
          const value = states.get(state);
          states.delete(state);
          return value;
        },
      },
      vault: {
        seal: async (_context, tokens) => ({ wrappedKey: '', iv: '', tag: '', ciphertext: JSON.stringify(tokens) }),
        open: async (_context, sealed) => JSON.parse(sealed.ciphertext),
      },
      provider: () => provider(change, revoked),
      origin: 'https://hopper.example',
      newSecret: randomUUID,
    };
  };
  const start = async () => {
    const { url } = await startConnection({ params, query: undefined, body: undefined }, anna, deps);
    return new URL(url).searchParams.get('state') ?? '';
  };
  const finish = async (query: { state?: string; code?: string; error?: string }, context = anna) =>
    (await finishConnection({ params, query, body: undefined }, context, deps)).location;

  beforeEach(() => build());

  it('stores sealed tokens under an id that the account alone decides', async () => {
    expect(await finish({ state: await start(), code: 'c' })).toBe('/?connected=youtube');
    expect(await finish({ state: await start(), code: 'c' })).toBe('/?connected=youtube');
    expect([...connections.values()]).toEqual([
      expect.objectContaining({
        remoteId: 'UC1',
        state: 'connected',
        enabled: true,
        tokenVersion: anna.now + 2,
        accessExpiresAt: 4_600_000,
      }),
    ]);
  });

  it('never repeats a token version, so that nobody takes a new connection for the one before', async () => {
    await finish({ state: await start(), code: 'c' });
    const [before] = connections.values();
    connections.clear();
    await finish({ state: await start(), code: 'c' }, { ...anna, now: anna.now + 5000 });
    const [after] = connections.values();
    expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY);
  });

  it('keeps the refresh token when the platform gives none again', async () => {
    await finish({ state: await start(), code: 'c' });
    const before = connections;
    build({ exchangeCode: async () => ({ ...granted, refreshToken: null }) });
    for (const [id, connection] of before) connections.set(id, connection);
    await finish({ state: await start(), code: 'c' });
    const [connection] = connections.values();
    expect(JSON.parse(connection?.tokens.ciphertext ?? '')).toEqual({ accessToken: 'access', refreshToken: 'refresh' });
  });

  it.each([
    ['an unknown state', { state: 'made-up', code: 'c' }, 'invalid_state'],
    ['no state', { code: 'c' }, 'invalid_state'],
  ])('refuses %s', async (_name, query, reason) => {
    expect(await finish(query)).toBe(`/?connect_error=${reason}`);
    expect(connections.size).toBe(0);
  });

  it('takes a state once', async () => {
    const state = await start();
    await finish({ state, code: 'c' });
    expect(await finish({ state, code: 'c' })).toBe('/?connect_error=invalid_state');
  });

  it('refuses a state after ten minutes', async () => {
    const state = await start();
    expect(await finish({ state, code: 'c' }, { ...anna, now: anna.now + 10 * 60_000 + 1 })).toContain('invalid_state');
  });

  it.each([
    ['another session of the same user', { userId: 'anna', sessionId: 'session-2' }],
    ['another user', { userId: 'boris', sessionId: 'session-1' }],
  ])('refuses %s', async (_name, caller) => {
    expect(await finish({ state: await start(), code: 'c' }, { ...anna, caller })).toBe(
      '/?connect_error=session_changed',
    );
    expect(connections.size).toBe(0);
  });

  it('says that consent was refused', async () => {
    expect(await finish({ state: await start(), error: 'access_denied' })).toBe('/?connect_error=access_denied');
  });

  it('gives a grant back that lacks a scope', async () => {
    build({ exchangeCode: async () => ({ ...granted, scopes: ['read'] }) });
    expect(await finish({ state: await start(), code: 'c' })).toBe('/?connect_error=missing_scope');
    expect(revoked).toEqual(['access']);
    expect(connections.size).toBe(0);
  });

  it('survives a platform that does not answer', async () => {
    build({
      exchangeCode: async () => {
        throw new PlatformError('transient', 'unreachable', 'The platform does not answer.');
      },
    });
    expect(await finish({ state: await start(), code: 'c' })).toBe('/?connect_error=platform_error');
    expect(connections.size).toBe(0);
  });
});
