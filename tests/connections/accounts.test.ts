import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  listConnections,
  refreshConnection,
  removeConnection,
  updateConnection,
} from '../../functions/connections/accounts.ts';
import { listDestinations, toggleDestination } from '../../functions/connections/destinations.ts';
import { disconnect } from '../../functions/connections/disconnect.ts';
import { getAccount } from '../../functions/connections/get-account.ts';
import { createCircuits } from '../../shared/adapters/dynamo/circuits.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { buildPost } from '../support/build-post.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import {
  type ConnectionsWorld,
  createConnectionsWorld,
  type Person,
  person,
  remoteAccount,
} from './connections-world.ts';

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

const nothing = { params: undefined, query: undefined, body: undefined };
const accounts = (who = anna) => listConnections(nothing, who, world.deps);
const idOf = async (remoteId: string) => (await accounts()).find((row) => row.remote_id === remoteId)?.id ?? '';
const defaults = async () => (await accounts()).filter((row) => row.is_default).map((row) => row.remote_id);
const patch = (connectionId: string, body: { enabled?: boolean; is_default?: true }, who = anna) =>
  updateConnection({ params: { connectionId }, query: undefined, body }, who, world.deps);
const remove = (connectionId: string, who = anna) =>
  removeConnection({ params: { connectionId }, query: { force: false }, body: undefined }, who, world.deps);
const refresh = (connectionId: string, who = anna) =>
  refreshConnection({ params: { connectionId }, query: undefined, body: undefined }, who, world.deps);

describe.each(platformNames)('accounts of %s', (platform) => {
  const params = { platform };
  const end = () => disconnect({ params, query: { force: false }, body: undefined }, anna, world.deps);
  const account = async () =>
    (await getAccount({ params, query: undefined, body: undefined }, anna, world.deps)).account;
  const destinations = () => listDestinations(nothing, anna, world.deps);
  const toggle = (enabled: boolean) =>
    toggleDestination({ params, query: undefined, body: { enabled } }, anna, world.deps);
  const at = (seconds: number) => ({ ...anna, now: anna.now + seconds * 1000 });

  it('GET /api/auth/{platform}/account answers the account, or null', async () => {
    expect(await account()).toBeNull();
    await world.connect(platform, anna, 'one');
    expect(await account()).toMatchObject({ platform, remote_id: 'one', name: 'Account one', state: 'connected' });
  });

  it('GET /api/destinations: false before, true after connecting, false after disconnecting', async () => {
    expect((await destinations())[platform]).toEqual({ connected: false, enabled: false });
    await world.connect(platform, anna);
    expect((await destinations())[platform]).toEqual({ connected: true, enabled: true });
    expect(await end()).toEqual({ message: 'Disconnected' });
    expect((await destinations())[platform]).toEqual({ connected: false, enabled: false });
    expect(world.revoked).toEqual(['access']);
    expect(await accounts()).toEqual([]);
    expect(await end()).toEqual({ message: 'Disconnected' });
  });

  it('POST /api/destinations/{platform}/toggle answers {platform: {connected, enabled}}', async () => {
    await expect(toggle(true)).rejects.toMatchObject({ code: 'not_found' });
    expect(await toggle(false)).toEqual({ [platform]: { connected: false, enabled: false } });
    await world.connect(platform, anna);
    expect(await toggle(false)).toEqual({ [platform]: { connected: true, enabled: false } });
    expect(await destinations()).toMatchObject({ [platform]: { connected: true, enabled: false } });
    expect(await toggle(true)).toEqual({ [platform]: { connected: true, enabled: true } });
  });

  it('switched off, nothing goes to any account of the platform; on means the default', async () => {
    await world.connect(platform, at(0), 'one');
    await world.connect(platform, at(1), 'two');
    await toggle(false);
    expect((await accounts()).map((row) => row.enabled)).toEqual([false, false]);
    await toggle(true);
    expect((await accounts()).map((row) => row.enabled)).toEqual([true, false]);
  });

  it('GET /api/destinations counts videos with a scheduled post', async () => {
    const post = (videoId: string, connectionId: string, state: 'scheduled' | 'queued') =>
      buildPost({ ownerId: anna.caller.userId, platform, videoId, connectionId, state });
    await world.posts.create([
      post('01JD0000000000000000000001', 'a', 'scheduled'),
      post('01JD0000000000000000000001', 'b', 'scheduled'),
      post('01JD0000000000000000000002', 'a', 'scheduled'),
      post('01JD0000000000000000000003', 'a', 'queued'),
    ]);
    expect(await destinations()).toMatchObject({ scheduled_videos: 2 });
  });

  it('the first is the default; when it goes, the oldest other', async () => {
    for (const [index, name] of ['one', 'two', 'three'].entries()) await world.connect(platform, at(index), name);
    expect(await defaults()).toEqual(['one']);
    await world.connect(platform, at(9), 'one');
    expect(await defaults()).toEqual(['one']);
    await end();
    expect(await defaults()).toEqual(['two']);
    expect((await accounts()).map((row) => row.remote_id)).toEqual(['two', 'three']);
  });

  it('PATCH makes another one the default; when that goes, the oldest follows and not an earlier choice', async () => {
    for (const [index, name] of ['one', 'two', 'three'].entries()) await world.connect(platform, at(index), name);
    expect(await patch(await idOf('two'), { is_default: true }, at(4))).toMatchObject({ is_default: true });
    await patch(await idOf('three'), { is_default: true }, at(5));
    expect(await defaults()).toEqual(['three']);
    expect(await account()).toMatchObject({ remote_id: 'three' });
    await end();
    expect(await defaults()).toEqual(['one']);
  });

  it('there is one default at every moment, whatever happens at the same time', async () => {
    const names = ['one', 'two', 'three', 'four'];
    for (const [index, name] of names.entries()) await world.connect(platform, at(index), name);
    const ids = await Promise.all(names.map(idOf));
    const seen: number[] = [];
    const look = async () => void seen.push((await defaults()).length);
    await Promise.all(
      [
        ...ids.flatMap((id, index) => [patch(id, { is_default: true }, at(10 + index)), look()]),
        remove(ids[0] ?? '').then(look),
      ].map((work) => work.catch(() => undefined)),
    );
    await look();
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(await defaults()).toEqual(['four']);
  });

  it('PATCH switches one account and no other', async () => {
    await world.connect(platform, at(0), 'one');
    await world.connect(platform, at(1), 'two');
    expect(await patch(await idOf('two'), { enabled: false })).toMatchObject({ remote_id: 'two', enabled: false });
    expect((await accounts()).map((row) => row.enabled)).toEqual([true, false]);
    expect((await destinations())[platform]).toEqual({ connected: true, enabled: true });
  });

  it('are shown without tokens, leases and versions', async () => {
    await world.connect(platform, anna);
    const [row] = await accounts();
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{26}$/),
      platform,
      variant: world.variants.at(-1),
      remote_id: 'remote-1',
      name: 'Account remote-1',
      avatar_url: null,
      state: 'connected',
      enabled: true,
      is_default: true,
      connected_at: new Date(anna.now).toISOString(),
      health: { state: 'ok', until: null, cause: null },
      capabilities: { level: 1 },
    });
  });

  it('say until when and why no posts are begun at them, until they are connected again', async () => {
    await world.connect(platform, anna);
    const [row] = await world.connections.list(anna.caller.userId);
    if (!row) throw new Error('not connected');
    const cause = { code: 'quotaExceeded', message: 'The quota of today is used up.' };
    const openUntil = anna.now + 60_000;
    await createCircuits(table).change(row, row.circuit, (circuit) => ({ ...circuit, openUntil, cause }));
    const until = new Date(openUntil).toISOString();
    expect(await accounts()).toMatchObject([{ health: { state: 'paused', until, cause } }]);
    expect(await patch(row.connectionId, { enabled: true })).toMatchObject({ health: { state: 'paused', until } });
    expect(await refresh(row.connectionId)).toMatchObject({ health: { state: 'paused', until } });
    const ok = { state: 'ok', until: null, cause: null };
    expect(await accounts(at(60))).toMatchObject([{ health: ok }]);
    await world.connect(platform, anna);
    expect(await accounts()).toMatchObject([{ health: ok }]);
  });

  it('of another user are like missing ones', async () => {
    await world.connect(platform, anna);
    const id = await idOf('remote-1');
    const boris = person();
    expect(await accounts(boris)).toEqual([]);
    for (const attempt of [patch(id, { enabled: false }, boris), remove(id, boris), refresh(id, boris)]) {
      await expect(attempt).rejects.toMatchObject({ code: 'not_found', message: 'There is no such account.' });
    }
    expect(await accounts()).toHaveLength(1);
  });

  it('are disconnected although their tokens never open', async () => {
    await world.connect(platform, anna);
    const [row] = await world.connections.list(anna.caller.userId);
    if (row) await world.connections.put({ ...row, tokens: { ...row.tokens, ciphertext: 'broken' } });
    expect(await remove(row?.connectionId ?? '')).toEqual({ ok: true, revoked: false });
    expect(await accounts()).toEqual([]);
  });

  it('are not disconnected by mistake while a post waits there, unseen, for its time', async () => {
    await world.connect(platform, anna);
    const connectionId = await idOf('remote-1');
    const dueAt = anna.now + 3_600_000;
    const landed = buildPost({
      ownerId: anna.caller.userId,
      connectionId,
      platform,
      state: 'processing',
      checkpoint: { video: 1 },
      dueAt,
      notBefore: dueAt,
    });
    await world.posts.create([landed]);
    for (const way of [() => remove(connectionId), end]) {
      await expect(way()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('1 post waits') });
    }
    expect(await accounts()).toHaveLength(1);
    expect(await destinations()).toMatchObject({ scheduled_videos: 1 });
    const force = { params: { connectionId }, query: { force: true }, body: undefined };
    expect(await removeConnection(force, anna, world.deps)).toMatchObject({ ok: true });
    expect(await accounts()).toEqual([]);
  });

  it('are disconnected without a question when nothing of their posts has begun, or its time has come', async () => {
    await world.connect(platform, anna);
    const connectionId = await idOf('remote-1');
    const { userId: ownerId } = anna.caller;
    const planned = { ownerId, connectionId, platform, dueAt: anna.now + 1, notBefore: anna.now };
    await world.posts.create([
      buildPost({ ...planned, state: 'scheduled' }),
      buildPost({
        ...planned,
        videoId: '01JD0000000000000000000002',
        state: 'processing',
        checkpoint: {},
        dueAt: anna.now,
      }),
    ]);
    expect(await end()).toEqual({ message: 'Disconnected' });
  });

  it.each([
    ['refuses', () => Promise.reject(new PlatformError('transient', 'http_503', 'Later.'))],
    ['breaks off', () => Promise.reject(new Error('socket hang up'))],
  ])('are disconnected although the platform %s', async (_name, revoke) => {
    await world.connect(platform, anna);
    world.script.revoke = revoke;
    expect(await remove(await idOf('remote-1'))).toEqual({ ok: true, revoked: false });
    expect(await accounts()).toEqual([]);
  });

  it('are asked about anew: name, picture, capabilities', async () => {
    await world.connect(platform, anna);
    world.script.fetchAccount = async () => ({ ...remoteAccount(), name: 'Renamed', capabilities: { level: 2 } });
    const id = await idOf('remote-1');
    expect(await refresh(id)).toMatchObject({ id, name: 'Renamed', capabilities: { level: 2 }, is_default: true });
    expect(await account()).toMatchObject({ name: 'Renamed' });
  });

  it('whose token is refused get another one', async () => {
    await world.connect(platform, anna);
    const used: string[] = [];
    world.script.refresh = async () => ({
      accessToken: 'newer',
      refreshToken: null,
      expiresInSeconds: 3600,
      scopes: [],
    });
    world.script.fetchAccount = async (token) => {
      used.push(token);
      if (token === 'access') throw new PlatformError('reauthorize', 'http_401', 'Connect again.');
      return remoteAccount();
    };
    expect(await refresh(await idOf('remote-1'))).toMatchObject({ state: 'connected' });
    expect(used).toEqual(['access', 'newer']);
  });

  it('whose grant is dead are marked, and the answer says what to do', async () => {
    await world.connect(platform, anna);
    const dead = new PlatformError(
      'reauthorize',
      'invalid_grant',
      'The access was revoked. Connect the account again.',
    );
    world.script.refresh = () => Promise.reject(dead);
    world.script.fetchAccount = () => Promise.reject(dead);
    const expected = { code: 'reconnect_needed', message: 'The access was revoked. Connect the account again.' };
    const id = await idOf('remote-1');
    await expect(refresh(id)).rejects.toMatchObject(expected);
    expect(await accounts()).toMatchObject([{ state: 'reconnect' }]);
    await expect(refresh(id)).rejects.toMatchObject({ code: 'reconnect_needed' });
    await world.connect(platform, anna);
    expect(await accounts()).toMatchObject([{ id, state: 'connected' }]);
  });

  it.each([
    ['transient', 'platform_error'],
    ['rate_limited', 'too_many_requests'],
    ['quota', 'too_many_requests'],
  ] as const)('stay connected when the platform answers %s', async (kind, code) => {
    await world.connect(platform, anna);
    world.script.fetchAccount = () => Promise.reject(new PlatformError(kind, 'cause', 'Words.'));
    await expect(refresh(await idOf('remote-1'))).rejects.toMatchObject({ code, message: 'Words.' });
    expect(await accounts()).toMatchObject([{ state: 'connected' }]);
  });
});
