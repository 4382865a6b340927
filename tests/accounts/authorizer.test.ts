import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountsWorld, startAccounts } from './accounts-world.ts';
import { TestBrowser } from './test-browser.ts';

const password = 'kQ7#wZ1! and more';

let world: AccountsWorld;
let browser: TestBrowser;
let email: string;
beforeAll(async () => {
  world = await startAccounts();
  browser = new TestBrowser(world);
  email = `${randomUUID()}@example.org`;
  await browser.register(email, password);
});
afterAll(() => world.close());

type Event = Parameters<AccountsWorld['authorizer']>[0];
const ask = (cookies: string[] | undefined, headers: Record<string, string> = {}) =>
  world.authorizer({ cookies, headers, requestContext: { requestId: 'r' } } as unknown as Event);

const anonymous = { isAuthorized: true, context: { state: 'anonymous' } };

describe('says who is there', () => {
  it('with the user and the public id of the session', async () => {
    const [session] = (await browser.call('listSessions')).body.sessions;
    const { user } = (await browser.call('me')).body;
    expect(await ask([browser.cookie ?? ''])).toEqual({
      isAuthorized: true,
      context: { state: 'signed-in', userId: user.id, sessionId: session.id },
    });
  });

  it('finds the cookie among others', async () => {
    const answer = await ask(['theme=dark', ` ${browser.cookie}; other=1`]);
    expect(answer.context.state).toBe('signed-in');
  });

  it.each([
    ['no cookies', undefined],
    ['an empty list', []],
    ['an empty token', ['__Host-hopper_session=']],
    ['an unknown token', [`__Host-hopper_session=${'A'.repeat(43)}`]],
    ['something enormous', [`__Host-hopper_session=${'A'.repeat(8000)}`]],
    ['what could be a Redis command', ['__Host-hopper_session=*\r\n$4\r\nPING\r\n']],
    ['another cookie', ['theme=dark']],
  ])('takes %s for nobody', async (_, cookies) => {
    expect(await ask(cookies)).toEqual(anonymous);
  });

  it('takes a cookie without the prefix for nobody over HTTPS, and over plain HTTP the one with it', async () => {
    const { token } = browser;
    expect(await ask([`hopper_session=${token}`], { 'x-forwarded-proto': 'https' })).toEqual(anonymous);
    expect(await ask([`hopper_session=${token}`])).toEqual(anonymous);
    expect(await ask([`__Host-hopper_session=${token}`], { 'x-forwarded-proto': 'http' })).toEqual(anonymous);
    const plain = await ask([`hopper_session=${token}`], { 'x-forwarded-proto': 'http' });
    expect(plain.context.state).toBe('signed-in');
  });
});

it('works over plain HTTP on localhost, with the plain name', async () => {
  const local = new TestBrowser(world, { isSecure: false });
  const answer = await local.register(`${randomUUID()}@example.org`, password);
  expect(answer.raw.cookies).toEqual([expect.stringMatching(/^hopper_session=[\w-]{43}; Path=\/; (?!.*Secure)/)]);
  expect(await local.whoAmI()).not.toBeNull();
  expect((await local.call('logout')).status).toBe(200);
});

describe('when Redis is gone', () => {
  it('says so, logs why without the token, and every area answers 503', async () => {
    const lines = world.logLines.length;
    await world.wire.close();
    expect(await ask([browser.cookie ?? ''])).toEqual({ isAuthorized: true, context: { state: 'unavailable' } });
    expect(await ask(undefined)).toEqual(anonymous);

    const kept = JSON.stringify(world.logLines.slice(lines));
    expect(kept).toContain('redis-connection.ts');
    expect(kept).not.toContain(browser.token);

    for (const id of ['me', 'csrf', 'listSessions'] as const) {
      expect(await browser.send(id)).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    }
    expect(await browser.logIn(email, password)).toMatchObject({
      status: 503,
      body: { error: { code: 'unavailable' } },
    });
  });
});
