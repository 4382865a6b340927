import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeTokenSecret } from '../../shared/domain/tokens/token-secret.ts';
import { type AccountsWorld, startAccounts } from './accounts-world.ts';
import { TestBrowser } from './test-browser.ts';

const day = 24 * 3_600_000;
const order = { name: ' Backup ', scopes: ['videos:read'], expires_in_days: 2 };

let world: AccountsWorld;
let browser: TestBrowser;
beforeAll(async () => {
  world = await startAccounts();
});
afterAll(() => world.close());
beforeEach(async () => {
  browser = new TestBrowser(world);
  await browser.register(`${randomUUID()}@example.org`, 'kQ7#wZ1! and more');
});

type Event = Parameters<AccountsWorld['authorizer']>[0];
const show = (authorization: string, cookies: string[] = []) =>
  world.authorizer({ cookies, headers: { authorization }, requestContext: { requestId: 'r' } } as unknown as Event);

describe('an API token', () => {
  it('is shown once, opens what it may, and ends at once', async () => {
    const made = await browser.call('createToken', { body: order });
    expect(made.status).toBe(201);
    const { token, ...listed } = made.body;
    expect(listed).toEqual({
      id: expect.any(String),
      name: 'Backup',
      scopes: ['videos:read'],
      created_at: new Date(world.clock.now).toISOString(),
      expires_at: new Date(world.clock.now + 2 * day).toISOString(),
      last_used_at: null,
    });
    expect((await browser.call('listTokens')).body).toEqual({ tokens: [listed] });

    const { user } = (await browser.call('me')).body;
    const expected = { state: 'token', userId: user.id, tokenId: listed.id, scopes: ['videos:read'] };
    expect(await show(`Bearer ${token}`)).toEqual({ isAuthorized: true, context: expected });
    const [used] = (await browser.call('listTokens')).body.tokens;
    expect(used.last_used_at).toBe(new Date(world.clock.now).toISOString());

    expect((await browser.call('deleteToken', { params: { tokenId: listed.id } })).body).toEqual({ ok: true });
    expect((await show(`Bearer ${token}`)).context).toEqual({ state: 'bad-token' });
    expect((await browser.call('listTokens')).body).toEqual({ tokens: [] });
  });

  it('wins over the cookie beside it, good or bad', async () => {
    const { token } = (await browser.call('createToken', { body: order })).body;
    const cookies = [browser.cookie ?? ''];
    expect((await show(`bearer ${token}`, cookies)).context.state).toBe('token');
    expect((await show('Bearer nonsense', cookies)).context.state).toBe('bad-token');
    expect((await show('Basic YTpi', cookies)).context.state).toBe('signed-in');
  });

  it('is no token when it is mistyped, unknown, empty or past its time, and a mistyped one costs no look-up', async () => {
    const { token } = (await browser.call('createToken', { body: order })).body;
    const before = world.steps.length;
    for (const wrong of [`${token}x`, token.slice(0, -1), token.toUpperCase(), '', 'hop_', `${token} ${token}`]) {
      expect((await show(`Bearer ${wrong}`)).context).toEqual({ state: 'bad-token' });
    }
    expect(world.steps.slice(before)).toEqual([]);
    const unknown = writeTokenSecret(Buffer.alloc(32, 3));
    expect((await show(`Bearer ${unknown}`)).context).toEqual({ state: 'bad-token' });
    world.clock.now += 2 * day;
    expect((await show(`Bearer ${token}`)).context).toEqual({ state: 'bad-token' });
  });

  it('leaves Redis and the sessions alone', async () => {
    const { token } = (await browser.call('createToken', { body: order })).body;
    const before = world.steps.length;
    await show(`Bearer ${token}`, [browser.cookie ?? '']);
    expect(world.steps.slice(before)).toEqual(['tokens.find', 'tokens.touch']);
  });

  it('of somebody else is as good as missing', async () => {
    const { id, token } = (await browser.call('createToken', { body: order })).body;
    const other = new TestBrowser(world);
    await other.register(`${randomUUID()}@example.org`, 'kQ7#wZ1! and more');
    expect((await other.call('deleteToken', { params: { tokenId: id } })).body.error.code).toBe('not_found');
    expect((await other.call('listTokens')).body).toEqual({ tokens: [] });
    expect((await show(`Bearer ${token}`)).context.state).toBe('token');
  });

  it('lives 90 days unless told otherwise, and a year at most', async () => {
    const { expires_at } = (await browser.call('createToken', { body: { name: 'n', scopes: ['videos:read'] } })).body;
    expect(Date.parse(expires_at)).toBe(world.clock.now + 90 * day);
    const year = { ...order, expires_in_days: 366 };
    expect((await browser.call('createToken', { body: year })).body.error.details).toEqual([
      { path: 'expires_in_days', message: 'At most one year.' },
    ]);
  });

  it.each([
    ['no name', { ...order, name: '  ' }, 'name'],
    ['no scope', { ...order, scopes: [] }, 'scopes'],
    ['a scope that is none', { ...order, scopes: ['videos:admin'] }, 'scopes.0'],
    ['half a day', { ...order, expires_in_days: 0.5 }, 'expires_in_days'],
  ])('is not made with %s', async (_case, body, path) => {
    const { error } = (await browser.call('createToken', { body })).body;
    expect(error).toMatchObject({ code: 'invalid_input', details: [{ path }] });
  });

  it('is kept nowhere, not even for its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'k' };
    const first = await browser.call('createToken', { body: order, headers });
    const again = await browser.call('createToken', { body: order, headers });
    expect(again.body).toEqual({ ...first.body, token: null });
    expect((await browser.call('listTokens')).body.tokens).toHaveLength(1);
  });

  it('is not made by another token', async () => {
    const { token } = (await browser.call('createToken', { body: order })).body;
    const answer = await browser.send('createToken', { body: order, headers: { authorization: `Bearer ${token}` } });
    expect(answer.body.error.code).toBe('forbidden_scope');
    const bad = await browser.send('listTokens', { headers: { authorization: 'Bearer nonsense' } });
    expect([bad.status, bad.raw.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
  });
});

it('says so when DynamoDB is gone, and sessions go on', async () => {
  const { authorizerWithoutTable } = world;
  const secret = writeTokenSecret(Buffer.alloc(32, 5));
  const event = (headers: object, cookies: string[]) =>
    ({ cookies, headers, requestContext: { requestId: 'r' } }) as unknown as Event;
  const answer = await authorizerWithoutTable(event({ authorization: `Bearer ${secret}` }, []));
  expect(answer.context).toEqual({ state: 'unavailable' });
  expect(JSON.stringify(world.logLines)).not.toContain(secret);
  expect((await authorizerWithoutTable(event({}, [browser.cookie ?? '']))).context.state).toBe('signed-in');
});
