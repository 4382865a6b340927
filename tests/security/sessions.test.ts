import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailPurpose, mailTokenLifeMs } from '../../shared/domain/mail/mail-token.ts';
import { type AccountsWorld, startAccounts } from '../accounts/accounts-world.ts';
import { type RouteId, TestBrowser } from '../accounts/test-browser.ts';

const password = 'kQ7#wZ1! and more';
const next = 'another 9 Password?';

let world: AccountsWorld;
beforeAll(async () => {
  world = await startAccounts();
}, 60_000);
afterAll(() => world.close());

let address = 0;
const newBrowser = (cookie = '') => {
  address += 1;
  return new TestBrowser(world, { ip: `198.51.${address >> 8}.${address & 255}`, cookie });
};
let email: string;
let owner: TestBrowser;
let userId: string;
beforeEach(async () => {
  world.clock.now += 60_000;
  email = `${randomUUID()}@example.org`;
  owner = newBrowser();
  userId = (await owner.register(email, password)).body.user.id;
});

/** A link as the mailer makes it. */
async function link(purpose: MailPurpose, to: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await world.deps.links[purpose].put(secret, {
    userId,
    email: to,
    validUntil: world.clock.now + mailTokenLifeMs[purpose],
  });
  return secret;
}
const cookieOf = (token: string) => `__Host-hopper_session=${token}`;
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

describe('a session is opened by its cookie alone', () => {
  it.each<[string, () => Promise<string>]>([
    ['what the list of sessions shows', async () => (await owner.call('listSessions')).body.sessions[0].id],
    ['what the cache keeps of it', async () => hashOf(owner.token)],
    ['its CSRF token', async () => owner.csrfToken()],
    ['its user', async () => userId],
    ['its name in the cache', async () => `session:${hashOf(owner.token)}`],
    ['half of it', async () => owner.token.slice(0, 21)],
    ['more than it', async () => `${owner.token}A`],
    ['other letters', async () => owner.token.toLowerCase()],
    ['itself, encoded', async () => `%${owner.token.charCodeAt(0).toString(16)}${owner.token.slice(1)}`],
    ['itself in quotes', async () => `"${owner.token}"`],
    ['a pattern', async () => '*'],
    ['commands', async () => 'x\r\nKEYS *\r\n'],
    ['a link to reset the password', async () => link('reset_password', email)],
  ])('and not by %s', async (_, make) => {
    expect(await newBrowser(cookieOf(await make())).whoAmI()).toBeNull();
  });

  it('and not by an address, a header or a body', async () => {
    const { token } = owner;
    const headers = { authorization: `Bearer ${token}`, 'x-session': token, 'x-hopper-session': token };
    expect((await newBrowser().send('me', { headers })).body.user ?? null).toBeNull();
    expect((await newBrowser(`session=${token}`).send('listSessions')).status).toBe(401);
    expect((await newBrowser(`hopper_session=${token}`).send('listSessions')).status).toBe(401);
  });
});

describe('a cookie that was planted', () => {
  it.each<[string, (body: string) => readonly [RouteId, object]]>([
    ['logging in', () => ['login', { email, password }]],
    ['registering', () => ['register', { email: `${randomUUID()}@example.org`, password }]],
  ])('is worth nothing after %s', async (_, way) => {
    const planted = randomBytes(32).toString('base64url');
    const victim = newBrowser(cookieOf(planted));
    const [id, body] = way('');
    const { status } = await victim.send(id, { body });
    expect(status).toBeLessThan(300);
    expect(victim.token).not.toBe(planted);
    expect(await newBrowser(cookieOf(planted)).whoAmI()).toBeNull();
  });

  it('beside the real one does not take its place', async () => {
    const attacker = newBrowser();
    await attacker.register(`${randomUUID()}@example.org`, password);
    const both = newBrowser(`hopper_session=${attacker.token}; ${owner.cookie}`);
    expect(await both.whoAmI()).toBe(email);
  });
});

/** Every way in which a user wants others out. */
const ends: readonly (readonly [string, (browser: TestBrowser) => Promise<unknown>])[] = [
  ['logging out', (browser) => browser.call('logout')],
  [
    'changing the password',
    (browser) => browser.call('changePassword', { body: { current_password: password, new_password: next } }),
  ],
  [
    'setting a forgotten password',
    async () =>
      newBrowser().call('resetPassword', { body: { token: await link('reset_password', email), password: next } }),
  ],
  ['closing the account', (browser) => browser.call('deleteAccount', { body: { password } })],
  ['logging in again in the same browser', (browser) => browser.logIn(email, password)],
];

describe.each(ends)('after %s', (_, end) => {
  it('a copy of the cookie opens nothing, with whatever CSRF token', async () => {
    const copy = newBrowser(owner.cookie);
    const csrf = await copy.csrfToken();
    await end(owner);
    expect(await copy.whoAmI()).toBeNull();
    for (const id of ['listSessions', 'listTokens'] as const) expect((await copy.send(id)).status).toBe(401);
    const change = await copy.send('createToken', {
      body: { name: 'x', scopes: ['videos:read'] },
      headers: { 'x-csrf-token': csrf },
    });
    expect(change.status).toBe(401);
  });
});

describe('somebody who has known the password', () => {
  const others = ends.slice(1, 3);
  it.each(others)('is out everywhere after %s', async (_, end) => {
    const attacker = newBrowser();
    await attacker.logIn(email, password);
    await end(owner);
    expect(await attacker.whoAmI()).toBeNull();
    expect((await newBrowser().logIn(email, password)).status).toBe(401);
  });

  it.each(others)('does not get the account by an address that was asked for before %s', async (_, end) => {
    const attacker = newBrowser();
    await attacker.logIn(email, password);
    const theirs = `${randomUUID()}@evil.example`;
    const asked = await attacker.call('changeEmail', { body: { password, new_email: theirs } });
    expect(asked.status).toBe(202);
    const token = await link('confirm_new_email', theirs);
    world.clock.now += 1000;
    await end(owner);
    expect((await newBrowser().call('confirmEmail', { body: { token } })).body.error?.code).toBe('invalid_link');
    expect((await newBrowser().logIn(email, next)).status).toBe(200);
  });

  it('does not get it back by a link that was sent before, either', async () => {
    const token = await link('reset_password', email);
    world.clock.now += 1000;
    await ends[1]?.[1](owner);
    const late = await newBrowser().call('resetPassword', { body: { token, password: 'Yet 1 more Password' } });
    expect(late.body.error?.code).toBe('invalid_link');
  });
});

describe('a link of a mail', () => {
  it('works once, of many at the same moment', async () => {
    const token = await link('reset_password', email);
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        newBrowser().call('resetPassword', { body: { token, password: `${next} ${index}` } }),
      ),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each<[MailPurpose, RouteId]>([
    ['verify_email', 'resetPassword'],
    ['confirm_new_email', 'resetPassword'],
    ['reset_password', 'confirmEmail'],
  ])('that is for %s is nothing to %s', async (purpose, id) => {
    const token = await link(purpose, email);
    const body = id === 'resetPassword' ? { token, password: next } : { token };
    expect((await newBrowser().call(id, { body })).body.error?.code).toBe('invalid_link');
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
  });
});

describe('known and unknown addresses take the same steps', () => {
  /** Steps of a call at the stores and the hash, in order. */
  async function stepsOf(id: RouteId, body: object): Promise<string[]> {
    const before = world.steps.length;
    await newBrowser().send(id, { body });
    return world.steps.slice(before);
  }

  it('when somebody logs in', async () => {
    const known = await stepsOf('login', { email, password: 'wrong Password 1' });
    expect(known).toContain('hash');
    expect(await stepsOf('login', { email: `${randomUUID()}@example.org`, password: 'wrong Password 1' })).toEqual(
      known,
    );
  });

  it('when somebody shows a link that is none', async () => {
    const first = await stepsOf('resetPassword', { token: 'A'.repeat(43), password: next });
    expect(await stepsOf('resetPassword', { token: 'B'.repeat(43), password: next })).toEqual(first);
  });
});
