import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { buildPost } from '../support/build-post.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { type ConnectionsWorld, createConnectionsWorld, granted, type Person, person } from './connections-world.ts';

let dynamo: Dynoxide;
let table: Table;
let world: ConnectionsWorld;
let anna: Person;
beforeAll(async () => {
  dynamo = await startDynoxide();
  table = await createTestTable(dynamo.url);
});
afterAll(() => dynamo.close());
beforeEach(() => {
  world = createConnectionsWorld(table);
  anna = person();
});

describe.each(platformNames)('GET /api/auth/%s and its callback', (platform) => {
  const stateOf = async (who = anna) => (await world.start(platform, who)).searchParams.get('state') ?? '';
  const ownConnections = () => world.connections.list(anna.caller.userId);

  it('answers the address of the consent page; the callback goes to the page with ?connected=', async () => {
    const url = await world.start(platform, anna);
    expect(url.searchParams.get('back')).toBe(`https://hopper.example/api/auth/${platform}/callback`);
    const state = url.searchParams.get('state') ?? '';
    expect(await world.finish(platform, anna, { state, code: 'c' })).toBe(`/?connected=${platform}`);
    expect(await ownConnections()).toEqual([
      expect.objectContaining({ platform, remoteId: 'remote-1', state: 'connected', enabled: true, isDefault: true }),
    ]);
  });

  it('trap: the state is neither the user nor the session, and never the same', async () => {
    const [one, two] = [await stateOf(), await stateOf()];
    expect(one).not.toBe(two);
    expect(one).toHaveLength(43);
    expect(one).not.toContain(anna.caller.userId);
    expect(one).not.toContain(anna.sessionToken);
  });

  it('proves itself with PKCE, by a verifier that is stored nowhere', async () => {
    const url = await world.start(platform, anna);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    await world.finish(platform, anna, { state: url.searchParams.get('state') ?? '', code: 'c' });
    const verifier = world.exchanges[0]?.codeVerifier ?? '';
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(url.searchParams.get('challenge'));
    expect(JSON.stringify(Items)).not.toContain(verifier);
    expect(JSON.stringify(Items)).not.toContain(url.searchParams.get('state'));
  });

  it('connecting the same account again renews the one connection', async () => {
    const later = { ...anna, now: anna.now + 5_000 };
    await world.connect(platform, anna);
    const [before] = await ownConnections();
    await world.connect(platform, later);
    const [after, ...others] = await ownConnections();
    expect(others).toEqual([]);
    expect(after).toMatchObject({ connectionId: before?.connectionId, connectedAt: anna.now });
    expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY);
  });

  it('never repeats a token version, so that nobody takes a new connection for the one before', async () => {
    await world.connect(platform, anna);
    const [before] = await ownConnections();
    await world.connections.remove(anna.caller.userId, before?.connectionId ?? '');
    await world.connect(platform, { ...anna, now: anna.now + 1 });
    const [after] = await ownConnections();
    expect(after?.tokenVersion).toBeGreaterThan(before?.tokenVersion ?? Number.POSITIVE_INFINITY);
  });

  it('keeps the refresh token when the platform gives none again', async () => {
    await world.connect(platform, anna);
    world.script.exchangeCode = async () => ({ ...granted, accessToken: 'newer', refreshToken: null });
    await world.connect(platform, anna);
    const [connection] = await ownConnections();
    expect(JSON.parse(connection?.tokens.ciphertext ?? '')).toEqual({ accessToken: 'newer', refreshToken: 'refresh' });
  });

  it('renews a connection whose tokens never open', async () => {
    await world.connect(platform, anna);
    const [before] = await ownConnections();
    if (before) await world.connections.put({ ...before, tokens: { ...before.tokens, ciphertext: 'broken' } });
    world.script.exchangeCode = async () => ({ ...granted, refreshToken: null });
    expect(await world.connect(platform, anna)).toBe(`/?connected=${platform}`);
  });

  it('resumes the posts that waited, with a hint for each', async () => {
    await world.connect(platform, anna);
    const [connection] = await ownConnections();
    const post = buildPost({
      ownerId: anna.caller.userId,
      connectionId: connection?.connectionId ?? '',
      platform,
      state: 'reconnect',
    });
    await world.posts.create([post]);
    await world.connect(platform, anna);
    expect((await world.posts.listOfOwner(anna.caller.userId))[0]?.state).toBe('queued');
    expect(world.hints).toEqual([post.postId]);
  });

  it.each([
    ['unknown', { state: 'made-up', code: 'c' }],
    ['missing', { code: 'c' }],
  ])('refuses a state that is %s', async (_name, query) => {
    expect(await world.finish(platform, anna, query)).toBe('/?connect_error=invalid_state');
    expect(await ownConnections()).toEqual([]);
  });

  it('takes a state once', async () => {
    const state = await stateOf();
    await world.finish(platform, anna, { state, code: 'c' });
    expect(await world.finish(platform, anna, { state, code: 'c' })).toBe('/?connect_error=invalid_state');
  });

  it('refuses a state of another platform', async () => {
    const other = platformNames.find((name) => name !== platform) ?? platform;
    const state = (await world.start(other, anna)).searchParams.get('state') ?? '';
    expect(await world.finish(platform, anna, { state, code: 'c' })).toBe('/?connect_error=invalid_state');
  });

  it('refuses a state after ten minutes', async () => {
    const state = await stateOf();
    const late = { ...anna, now: anna.now + 10 * 60_000 + 1 };
    expect(await world.finish(platform, late, { state, code: 'c' })).toBe('/?connect_error=invalid_state');
  });

  it.each([
    ['another session of the same user', () => person(anna.caller.userId, 'session-2')],
    ['another user', () => person('boris')],
    ['a browser without a session', () => ({ ...anna, caller: undefined, sessionToken: undefined })],
  ])('refuses %s', async (_name, other) => {
    const state = await stateOf();
    const { caller, sessionToken, ...call } = other();
    const who = caller && sessionToken ? { ...call, caller, sessionToken } : call;
    expect(await world.finish(platform, who, { state, code: 'c' })).toBe('/?connect_error=session_changed');
    expect(await ownConnections()).toEqual([]);
  });

  it('says that consent was refused', async () => {
    const state = await stateOf();
    expect(await world.finish(platform, anna, { state, error: 'access_denied' })).toBe('/?connect_error=access_denied');
  });

  it('gives a grant back that lacks a scope', async () => {
    world.script.exchangeCode = async () => ({ ...granted, scopes: ['read'] });
    expect(await world.connect(platform, anna)).toBe('/?connect_error=missing_scope');
    expect(world.revoked).toEqual(['access']);
    expect(await ownConnections()).toEqual([]);
  });

  it.each([
    ['does not answer', 'transient', 'platform_error'],
    ['does not take the account', 'rejected', 'account_refused'],
  ] as const)('survives a platform that %s', async (_name, kind, reason) => {
    world.script.exchangeCode = async () => {
      throw new PlatformError(kind, 'cause', 'Words.');
    };
    expect(await world.connect(platform, anna)).toBe(`/?connect_error=${reason}`);
    expect(await ownConnections()).toEqual([]);
  });

  it('that is not set up on this server says so', async () => {
    world.script.authorizeUrl = async () => {
      throw new PlatformError('transient', 'not_set_up', 'It is not set up on this server.');
    };
    await expect(world.start(platform, anna)).rejects.toMatchObject({
      code: 'not_set_up',
      message: 'It is not set up on this server.',
    });
  });

  it('refuses a way in that the platform does not have, by its field', async () => {
    await expect(world.start(platform, anna, 'telepathy')).rejects.toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path: 'variant' })],
    });
  });
});

describe('login variants', () => {
  const finishFrom = async (url: URL) =>
    world.finish('instagram', anna, { state: url.searchParams.get('state') ?? '', code: 'c' });
  const variantsStored = async () => (await world.connections.list(anna.caller.userId)).map(({ variant }) => variant);

  it('are kept from the start to the connection', async () => {
    await finishFrom(await world.start('instagram', anna, 'facebook_login'));
    expect(await variantsStored()).toEqual(['facebook_login']);
  });

  it('begin with the first that this server has credentials for', async () => {
    await finishFrom(await world.start('instagram', anna));
    expect(await variantsStored()).toEqual(['instagram_login']);
    const { provider } = world.deps;
    const missing = async () => {
      throw new PlatformError('transient', 'not_set_up', 'No.');
    };
    const deps = {
      ...world.deps,
      provider: (platform: 'instagram', variant: string | null) => ({
        ...provider(platform, variant),
        ...(variant === 'instagram_login' ? { authorizeUrl: missing } : {}),
      }),
    };
    Object.assign(world.deps, { provider: deps.provider });
    await finishFrom(await world.start('instagram', anna));
    expect(await variantsStored()).toEqual(['facebook_login']);
  });
});
