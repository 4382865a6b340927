import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOAuthStateStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { createRedisConnection, type RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { driveScopes } from '../../shared/domain/drive/drive-scopes.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import { startJsRedis, type TestRedis } from '../adapters/redis-servers.ts';
import { buildConnection } from '../support/build-connection.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { buildTransfer } from '../transfers/support/build-transfer.ts';
import { createSessionsWorld, type Person, person, type SessionsWorld } from './sessions-world.ts';

let dynamo: Dynoxide;
let server: TestRedis;
let redis: RedisConnection;
let world: SessionsWorld;
let anna: Person;
beforeAll(async () => {
  [dynamo, server] = await Promise.all([startDynoxide(), startJsRedis()]);
  redis = createRedisConnection({ url: server.url, commandMilliseconds: 20_000 });
});
afterAll(async () => {
  redis.close();
  await Promise.all([dynamo.close(), server.close()]);
});
beforeEach(async () => {
  world = createSessionsWorld(await createTestTable(dynamo.url), redis);
  anna = person();
});
const ownAccounts = () => world.accounts.list(anna.caller.userId);
const stateOf = async (who = anna) => (await world.start('source', who)).searchParams.get('state') ?? '';

describe('what is asked for', () => {
  it.each([
    ['source', false, driveScopes.readonly],
    ['source', true, driveScopes.full],
    ['destination', false, driveScopes.full],
    ['destination', true, driveScopes.full],
    ['google', false, driveScopes.readonly],
    ['google', true, driveScopes.full],
  ] as const)('%s, delete_source %s: no more than %s', async (consent, deleteSource, scope) => {
    const url = await world.start(consent, anna, deleteSource);
    expect(url.searchParams.get('scope')).toBe(scope);
    expect(url.searchParams.get('back')).toBe(`https://hopper.example/auth/${consent}/callback`);
  });

  it('begins at Google for those only who are signed in', async () => {
    const { caller: _, sessionToken: __, ...nobody } = anna;
    expect((await world.start('source', nobody)).search).toBe('?drive_error=not_signed_in');
  });
});

describe('the way back from Google', () => {
  it('keeps the grant and hands over by a code that says nothing', async () => {
    const location = await world.consent('source', anna);
    expect(location).toMatch(/^\/session\/start\?code=[\w-]{43}$/);
    expect(await ownAccounts()).toEqual([
      expect.objectContaining({
        remoteId: 'permission-of-ada',
        email: 'ada@example.com',
        state: 'connected',
        scopes: [driveScopes.readonly],
      }),
    ]);
  });

  it('trap: the state is random, and neither the user nor the session', async () => {
    const [one, two] = [await stateOf(), await stateOf()];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[\w-]{43}$/);
  });

  it('proves itself with PKCE; state, verifier and code are stored nowhere', async () => {
    const url = await world.start('source', anna);
    const state = url.searchParams.get('state') ?? '';
    const before = await world.table.client.send(new ScanCommand({ TableName: world.table.name }));
    const code = (await world.finish('source', anna, { state, code: 'c' })).split('=')[1] ?? '';
    const after = await world.table.client.send(new ScanCommand({ TableName: world.table.name }));
    const { codeVerifier = '', redirectUri } = world.exchanges[0] ?? {};
    expect(createHash('sha256').update(codeVerifier).digest('base64url')).toBe(url.searchParams.get('challenge'));
    expect(redirectUri).toBe('https://hopper.example/auth/source/callback');
    const stored = JSON.stringify([before.Items, after.Items]);
    for (const secret of [state, codeVerifier, code]) expect(stored).not.toContain(secret);
  });

  it('takes a state once', async () => {
    const state = await stateOf();
    const ends = await Promise.all([1, 2, 3].map(() => world.finish('source', anna, { state, code: 'c' })));
    expect(ends.filter((location) => location.startsWith('/session/start'))).toHaveLength(1);
    expect(ends.filter((location) => location === '/?drive_error=invalid_state')).toHaveLength(2);
  });

  it('takes it for ten minutes', async () => {
    const state = await stateOf();
    const late = { ...anna, now: anna.now + 10 * 60_000 + 1 };
    expect(await world.finish('source', late, { state, code: 'c' })).toBe('/?drive_error=invalid_state');
  });

  it('takes it where it was meant for: not for a destination, not for a connection to post with', async () => {
    expect(await world.finish('destination', anna, { state: await stateOf(), code: 'c' })).toContain('invalid_state');
    const other = createOAuthStateStore(world.table);
    const { userId, sessionId } = anna.caller;
    await other.put('s', { platform: 'youtube', variant: null, userId, sessionId, validUntil: anna.now + 1000 });
    expect(await world.finish('source', anna, { state: 's', code: 'c' })).toBe('/?drive_error=invalid_state');
    expect(await other.take(await stateOf())).toBeUndefined();
  });

  it('takes it from the browser only that began', async () => {
    for (const other of [person(), person(anna.caller.userId, 'session-2')]) {
      const location = await world.finish('source', other, { state: await stateOf(), code: 'c' });
      expect(location).toBe('/?drive_error=session_changed');
    }
    const { caller: _, sessionToken: __, ...nobody } = anna;
    expect(await world.finish('source', nobody, { state: await stateOf(), code: 'c' })).toContain('session_changed');
    expect(world.exchanges).toEqual([]);
  });

  it('says when a person or Google did not want to', async () => {
    expect(await world.finish('source', anna, { state: await stateOf(), error: 'access_denied' })).toBe(
      '/?drive_error=access_denied',
    );
    world.google.exchange = () => Promise.reject(new PlatformError('transient', 'http_503', 'Later.'));
    expect(await world.finish('source', anna, { state: await stateOf(), code: 'c' })).toBe(
      '/?drive_error=platform_error',
    );
    expect(await ownAccounts()).toEqual([]);
  });
});

describe('a consent without the right that is needed', () => {
  it('comes to nothing and is ended at Google', async () => {
    world.google.grant = { scopes: [driveScopes.readonly] };
    expect(await world.consent('destination', anna)).toBe('/?drive_error=missing_scope');
    expect(world.revoked).toEqual(['access-1']);
    expect(await ownAccounts()).toEqual([]);
  });

  it.each(['a channel', 'another Drive'])('is left alone at Google while %s may hang on it', async (what) => {
    if (what === 'a channel') await world.connections.put(buildConnection({ ownerId: anna.caller.userId }));
    else await world.consent('google', anna);
    world.google.grant = { scopes: [] };
    expect(await world.consent('destination', anna)).toBe('/?drive_error=missing_scope');
    expect(world.revoked).toEqual([]);
  });
});

describe('the same account again', () => {
  const stored = async () => JSON.parse((await ownAccounts())[0]?.tokens.ciphertext ?? '').accessToken;

  it('is one row, with the broader grant', async () => {
    await world.consent('source', anna);
    await world.consent('destination', anna);
    expect(await ownAccounts()).toHaveLength(1);
    expect((await ownAccounts())[0]?.scopes).toEqual([driveScopes.full]);
    expect(await stored()).toBe('access-2');
  });

  it('keeps the broader grant while that works, for as long as the new session needs', async () => {
    await world.consent('destination', anna);
    const [before] = await ownAccounts();
    await world.consent('source', { ...anna, now: anna.now + 5_000 });
    const [after] = await ownAccounts();
    expect(after).toMatchObject({ scopes: [driveScopes.full], tokenVersion: before?.tokenVersion });
    expect(after?.neededUntil).toBe((before?.neededUntil ?? 0) + 5_000);
  });

  it.each([
    ['is refused by Google', 'reauthorize', 'access-2'],
    ['cannot be tried just now', 'transient', 'access-1'],
  ] as const)('when the broader grant %s', async (_what, kind, expected) => {
    await world.consent('destination', anna);
    world.google.earlier = () => Promise.reject(new PlatformError(kind, 'x', 'x'));
    await world.consent('source', anna);
    expect(await stored()).toBe(expected);
  });

  it('replaces a grant that is known to be dead, and never repeats a token version', async () => {
    await world.consent('destination', anna);
    const [before] = await ownAccounts();
    if (before) await world.accounts.put({ ...before, state: 'reconnect' }, before.tokenVersion);
    await world.consent('source', anna);
    const [after] = await ownAccounts();
    expect(after).toMatchObject({
      state: 'connected',
      scopes: [driveScopes.readonly],
      connectedAt: before?.connectedAt,
    });
    expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY);
  });

  it('keeps the refresh token when Google gives none again', async () => {
    await world.consent('source', anna);
    world.google.grant = { refreshToken: null };
    await world.consent('source', anna);
    const [account] = await ownAccounts();
    expect(JSON.parse(account?.tokens.ciphertext ?? '')).toEqual({ accessToken: 'access-2', refreshToken: 'refresh' });
  });

  it('of another user is another row', async () => {
    const ben = person();
    await world.consent('source', anna);
    await world.consent('source', ben);
    const [[hers], [his]] = [await ownAccounts(), await world.accounts.list(ben.caller.userId)];
    expect(hers?.remoteId).toBe(his?.remoteId);
    expect(hers?.connectionId).not.toBe(his?.connectionId);
  });
});

describe('transfers that wait for an account to be connected again', () => {
  /** One from ada's Drive to ben's, waiting. */
  async function order(differences: Partial<Transfer> = {}) {
    world.google.account = 'ben';
    await world.consent('destination', anna);
    world.google.account = 'ada';
    await world.consent('source', anna);
    const accounts = await ownAccounts();
    const endOf = (name: string) => {
      const found = accounts.find(({ email }) => email === `${name}@example.com`);
      return { connectionId: found?.connectionId ?? '', email: found?.email ?? '' };
    };
    const transfer = buildTransfer({
      ownerId: anna.caller.userId,
      source: endOf('ada'),
      destination: { ...endOf('ben'), folderId: 'f', folderName: 'F', driveId: null },
      state: 'reconnect',
      ...differences,
    });
    await world.transfers.create(transfer);
    const lose = async (name: string) => {
      const account = (await ownAccounts()).find(({ email }) => email === `${name}@example.com`);
      if (account) await world.accounts.put({ ...account, state: 'reconnect' }, account.tokenVersion);
    };
    return { lose, state: async () => (await world.transfers.find(transfer))?.state };
  }

  it('go on when it is', async () => {
    const { lose, state } = await order();
    await lose('ada');
    await world.consent('source', anna);
    expect(await state()).toBe('active');
    expect(world.hinted).toHaveLength(1);
  });

  it('go on when the other account is connected again as well', async () => {
    const { lose, state } = await order();
    await lose('ada');
    await lose('ben');
    await world.consent('source', anna);
    expect(await state()).toBe('reconnect');
    world.google.account = 'ben';
    await world.consent('destination', anna);
    expect(await state()).toBe('active');
  });

  it('wait on when the new grant allows too little', async () => {
    const { lose, state } = await order({ options: { ...buildTransfer().options, deleteSource: true } });
    await lose('ada');
    await world.consent('source', anna);
    expect(await state()).toBe('reconnect');
    await world.consent('source', anna, true);
    expect(await state()).toBe('active');
  });

  it.each(['paused', 'cancelled', 'done'] as const)('and nothing else: what is %s stays so', async (as) => {
    const { lose, state } = await order({ state: as });
    await lose('ada');
    await world.consent('source', anna);
    expect(await state()).toBe(as);
    expect(world.hinted).toEqual([]);
  });
});
