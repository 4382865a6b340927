import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createArgon2Hasher } from '../../shared/domain/accounts/argon2-hasher.ts';
import { type AccountsWorld, cheapCost, startAccounts } from './accounts-world.ts';
import { TestBrowser } from './test-browser.ts';

const password = 'kQ7#wZ1! and more';
const day = 24 * 60 * 60_000;

let world: AccountsWorld;
beforeAll(async () => {
  world = await startAccounts();
});
afterAll(() => world.close());

let email: string;
let nextAddress = 0;
/** A browser at an address of its own, unless one is given. */
const newBrowser = (options: { ip?: string; isSecure?: boolean; cookie?: string } = {}) => {
  nextAddress += 1;
  return new TestBrowser(world, { ip: `198.51.${nextAddress >> 8}.${nextAddress & 255}`, ...options });
};
beforeEach(() => {
  email = `${randomUUID()}@example.org`;
});

async function registered(): Promise<TestBrowser> {
  const browser = newBrowser();
  expect((await browser.register(email, password)).status).toBe(201);
  return browser;
}

describe('register', () => {
  it('creates the account and signs in', async () => {
    const browser = newBrowser();
    const answer = await browser.register(email, password);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      proof_needed: false,
      user: {
        id: expect.any(String),
        email,
        email_verified: false,
        created_at: new Date(world.clock.now).toISOString(),
      },
    });
    expect((await browser.call('me')).body).toEqual({ user: answer.body.user });
  });

  it('gives a cookie that scripts, other sites and plain HTTP never see', async () => {
    const answer = await newBrowser().register(email, password);
    expect(answer.raw.cookies).toEqual([
      expect.stringMatching(
        /^__Host-hopper_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });

  it('tells that an e-mail is taken, in whatever case, and changes nothing', async () => {
    await registered();
    const late = newBrowser();
    const answer = await late.register(email.toUpperCase(), 'another Password 9');
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'email_taken' } } });
    expect(late.cookie).toBeUndefined();
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
    expect((await newBrowser().logIn(email, 'another Password 9')).status).toBe(401);
  });

  it('lets exactly one of many win who want an e-mail at the same time', async () => {
    const rivals = Array.from({ length: 5 }, (_, index) => ({ browser: newBrowser(), secret: `${password} ${index}` }));
    const answers = await Promise.all(rivals.map(({ browser, secret }) => browser.register(email, secret)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(4).fill(409)]);
    const winner = rivals[answers.findIndex(({ status }) => status === 201)];
    for (const { browser, secret } of rivals) {
      const isWinner = browser === winner?.browser;
      expect(await browser.whoAmI()).toBe(isWinner ? email : null);
      // From the winner's address, which the account knows, so that nobody is slowed down.
      expect((await newBrowser({ ip: winner?.browser.ip ?? '' }).logIn(email, secret)).status).toBe(
        isWinner ? 200 : 401,
      );
    }
  });

  it.each([
    ['iloveyou', 'first that are guessed'],
    ['aaaaaaaaaa', 'first that are guessed'],
    ['🦊🐻🐼🐨', 'least 8 characters'],
  ])('refuses %j', async (weak, why) => {
    const answer = await newBrowser().register(email, weak);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: { code: 'invalid_input', details: [{ path: 'password', message: expect.stringContaining(why) }] },
      },
    });
    expect(await world.deps.users.findCredentials(email)).toBeUndefined();
  });

  it('refuses the e-mail as password, more than 256 characters and less than 8', async () => {
    for (const bad of [email, 'x'.repeat(257), 'kQ7#wZ1']) {
      expect((await newBrowser().register(email, bad)).body.error).toMatchObject({ code: 'invalid_input' });
    }
    expect((await newBrowser().register(email, 'kQ7#'.repeat(64))).status).toBe(201);
  });

  it('slows down whoever asks for many e-mails', async () => {
    await registered();
    const nosy = newBrowser();
    const statuses: number[] = [];
    for (let time = 0; time < 25; time += 1) statuses.push((await nosy.register(email, password)).status);
    expect(statuses).toEqual([...Array(20).fill(409), ...Array(5).fill(429)]);
    const { raw, body } = await nosy.register(`${randomUUID()}@example.org`, password);
    expect(body.error).toMatchObject({
      code: 'too_many_requests',
      message: 'Too many tries. Try again in 3 minutes.',
    });
    expect(Number(raw.headers['retry-after'])).toBeGreaterThan(120);
    expect(Number(raw.headers['retry-after'])).toBeLessThanOrEqual(180);
  });
});

describe('log in', () => {
  it('answers the user and a new session', async () => {
    const first = await registered();
    const browser = newBrowser();
    const answer = await browser.logIn(email.toUpperCase(), password);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual((await first.call('me')).body);
    expect(await browser.whoAmI()).toBe(email);
    expect(browser.token).not.toBe(first.token);
  });

  it('takes a password however its characters are put together', async () => {
    await newBrowser().register(email, 'Cafe\u0301 ﬁnesse №1');
    expect((await newBrowser().logIn(email, 'Café finesse No1')).status).toBe(200);
    expect((await newBrowser().logIn(email, 'Cafe finesse No1')).status).toBe(401);
  });

  it.each(['kQ7#wZ1! and mor', 'kQ7#wZ1! and more ', 'KQ7#wZ1! and more', ' ', '\u0000', '\ud800', 'x'.repeat(256)])(
    'refuses %j',
    async (wrong) => {
      await registered();
      const answer = await newBrowser().logIn(email, wrong);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'wrong_credentials' } } });
      expect(answer.raw.cookies).toBeUndefined();
    },
  );

  it('answers a wrong password and an unknown e-mail byte for byte alike, after the same steps', async () => {
    await registered();
    const look = async (who: string) => {
      world.steps.length = 0;
      const { raw } = await newBrowser().logIn(who, 'wrong Password 1');
      const { requestId } = JSON.parse(raw.body).error;
      return { answer: JSON.stringify(raw).replaceAll(requestId, ''), steps: [...world.steps] };
    };
    const known = await look(email);
    const unknown = await look(`${randomUUID()}@example.org`);
    expect(known).toEqual(unknown);
    expect(known.steps).toEqual(['throttle.update', 'throttle.update', 'users.findCredentials', 'hash', 'audit.add']);
  });

  it('hashes once for a right password, too', async () => {
    await registered();
    world.steps.length = 0;
    await newBrowser().logIn(email, password);
    expect(world.steps.filter((step) => step === 'hash')).toHaveLength(1);
  });

  it('gives everybody who logs in at the same time a session of their own', async () => {
    await registered();
    const browsers = Array.from({ length: 10 }, () => newBrowser());
    const same = { ip: '198.18.0.1' };
    await newBrowser(same).logIn(email, password);
    const answers = await Promise.all(browsers.slice(0, 5).map((browser) => browser.logIn(email, password)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(new Set(browsers.slice(0, 5).map(({ token }) => token)).size).toBe(5);
    for (const browser of browsers.slice(0, 5)) expect(await browser.whoAmI()).toBe(email);
  });

  it('renews a hash that was made with other parameters, once', async () => {
    await registered();
    const stored = await world.deps.users.findCredentials(email);
    if (!stored) throw new Error('not registered');
    const older = createArgon2Hasher({ ...cheapCost, memoryKibibytes: 16 });
    await world.deps.users.replacePasswordHash(stored, await older.hash(password));

    expect((await newBrowser().logIn(email, 'wrong Password 1')).status).toBe(401);
    expect((await world.deps.users.findCredentials(email))?.passwordHash).toContain('m=16,');
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
    const renewed = (await world.deps.users.findCredentials(email))?.passwordHash;
    expect(renewed).toContain('m=8,');
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
    expect((await world.deps.users.findCredentials(email))?.passwordHash).toBe(renewed);
  });

  it('stops guessing, and lets the owner in whose browser is known', async () => {
    const owner = await registered();
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const attacker = newBrowser();
      for (let time = 0; time < 5; time += 1)
        statuses.push((await attacker.logIn(email, `guess ${round} ${time}`)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    const refused = await newBrowser().logIn(email, password);
    expect(refused).toMatchObject({
      status: 429,
      body: {
        error: { code: 'too_many_requests', message: expect.stringMatching(/^Too many tries\. Try again in \d+/) },
      },
    });
    const elsewhere = newBrowser({ cookie: `__Host-hopper_session=${owner.token}` });
    expect((await elsewhere.logIn(email, password)).status).toBe(200);
    expect((await newBrowser({ ip: owner.ip }).logIn(email, password)).status).toBe(200);
  });
});

describe('sessions', () => {
  it('are new at login: a planted cookie is worth nothing afterwards', async () => {
    const attacker = await registered();
    const planted = attacker.token;
    const victimEmail = `${randomUUID()}@example.org`;
    await newBrowser().register(victimEmail, password);
    const victim = newBrowser({ cookie: `__Host-hopper_session=${planted}` });
    expect((await victim.logIn(victimEmail, password)).status).toBe(200);
    expect(victim.token).not.toBe(planted);
    expect(await attacker.whoAmI()).toBeNull();
    expect(await victim.whoAmI()).toBe(victimEmail);
  });

  it('never take over a token that the browser made up', async () => {
    await registered();
    const made = 'A'.repeat(43);
    const browser = newBrowser({ cookie: `__Host-hopper_session=${made}` });
    await browser.logIn(email, password);
    expect(browser.token).not.toBe(made);
    expect(await newBrowser({ cookie: `__Host-hopper_session=${made}` }).whoAmI()).toBeNull();
  });

  it('stay when a login in the same browser fails', async () => {
    const browser = await registered();
    await browser.logIn(email, 'wrong Password 1');
    expect(await browser.whoAmI()).toBe(email);
  });

  it('end at logout, for whoever still has the cookie', async () => {
    const browser = await registered();
    const copy = newBrowser({ cookie: browser.cookie ?? '' });
    expect(await copy.whoAmI()).toBe(email);
    const csrfToken = await copy.csrfToken();
    const answer = await browser.call('logout');
    expect(answer).toMatchObject({ status: 200, body: { message: expect.any(String) } });
    expect(browser.cookie).toBeUndefined();
    expect(await copy.whoAmI()).toBeNull();
    const late = await copy.send('listSessions', { headers: { 'x-csrf-token': csrfToken } });
    expect(late).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
    expect((await copy.send('logout')).status).toBe(200);
  });

  it('do not end at a logout that another site sent', async () => {
    const browser = await registered();
    for (const headers of [{ 'x-csrf-token': undefined }, { 'x-csrf-token': 'wrong' }]) {
      expect((await browser.call('logout', { headers })).body.error).toMatchObject({ code: 'csrf' });
    }
    expect(await browser.whoAmI()).toBe(email);
  });

  it('give a CSRF token that is theirs alone, in the body and in the header', async () => {
    const browser = await registered();
    const answer = await browser.call('csrf');
    expect(answer.body.csrf_token).toMatch(/^[\w-]{43}$/);
    expect(answer.raw.headers['x-csrf-token']).toBe(answer.body.csrf_token);
    const other = newBrowser();
    await other.logIn(email, password);
    expect(await other.csrfToken()).not.toBe(answer.body.csrf_token);
    expect((await newBrowser().call('csrf')).body).toEqual({ csrf_token: '' });
  });

  it('are listed to their user, with the present one marked, and without anything to steal', async () => {
    const first = await registered();
    const second = newBrowser();
    await second.logIn(email, password);
    const answer = await second.call('listSessions');
    expect(answer.body.sessions).toHaveLength(2);
    const own = answer.body.sessions.find((session: { current: boolean }) => session.current);
    expect(own).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      created_at: new Date(world.clock.now).toISOString(),
      last_seen_at: new Date(world.clock.now).toISOString(),
      expires_at: new Date(world.clock.now + 7 * day).toISOString(),
      user_agent: `browser at ${second.ip}`,
      ip: second.ip,
      current: true,
    });
    const stored = await world.deps.sessions.list((await first.call('me')).body.user.id);
    for (const secret of [first.token, second.token, ...stored.map(({ tokenHash }) => tokenHash)]) {
      expect(answer.raw.body).not.toContain(secret);
    }
  });

  it('end one by one, at once, by their user alone', async () => {
    const first = await registered();
    const second = newBrowser();
    await second.logIn(email, password);
    const stranger = newBrowser();
    await stranger.register(`${randomUUID()}@example.org`, password);

    const sessions = (await first.call('listSessions')).body.sessions;
    const target = sessions.find((session: { ip: string }) => session.ip === second.ip);
    const refused = await stranger.call('endSession', { params: { sessionId: target.id } });
    const missing = await stranger.call('endSession', { params: { sessionId: 'no-such-session' } });
    expect(refused).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    const withoutId = ({ body }: typeof refused) => ({ ...body.error, requestId: '' });
    expect(withoutId(refused)).toEqual(withoutId(missing));
    expect(await second.whoAmI()).toBe(email);

    expect((await first.call('endSession', { params: { sessionId: target.id } })).body).toEqual({ ok: true });
    expect(await second.whoAmI()).toBeNull();
    expect(await first.whoAmI()).toBe(email);
    expect((await first.call('endSession', { params: { sessionId: target.id } })).status).toBe(404);
  });

  it('end everywhere else, and only one’s own', async () => {
    const first = await registered();
    const others = [newBrowser(), newBrowser(), newBrowser()];
    for (const browser of others) await browser.logIn(email, password);
    const stranger = newBrowser();
    await stranger.register(`${randomUUID()}@example.org`, password);
    expect((await first.call('endOtherSessions')).body).toEqual({ ended: 3 });
    expect((await first.call('endOtherSessions')).body).toEqual({ ended: 0 });
    for (const browser of others) expect(await browser.whoAmI()).toBeNull();
    expect(await first.whoAmI()).toBe(email);
    expect(await stranger.whoAmI()).not.toBeNull();
  });

  it('end when they are not used for a week', async () => {
    const browser = await registered();
    world.clock.now += 6 * day;
    expect(await browser.whoAmI()).toBe(email);
    world.clock.now += 6 * day;
    expect(await browser.whoAmI()).toBe(email);
    world.clock.now += 7 * day;
    expect(await browser.whoAmI()).toBeNull();
    expect((await browser.call('listSessions')).status).toBe(401);
  });

  it('of two users show each nothing of the other', async () => {
    const ann = await registered();
    const bobEmail = `${randomUUID()}@example.org`;
    const bob = newBrowser();
    await bob.register(bobEmail, password);
    const seenByBob = JSON.stringify([(await bob.call('me')).body, (await bob.call('listSessions')).body]);
    const annsId = (await ann.call('me')).body.user.id;
    for (const secret of [email, annsId, ann.ip, ann.token]) expect(seenByBob).not.toContain(secret);
    expect((await bob.call('listSessions')).body.sessions).toHaveLength(1);
  });
});

describe('what is kept', () => {
  it('is no password and no token, in the table, in Redis or in the log', async () => {
    const browser = await registered();
    await browser.logIn(email, password);
    await browser.logIn(email, 'a very wrong Password 2');
    await browser.call('listSessions');
    const item = await world.table.client.send(
      new GetCommand({ TableName: world.table.name, Key: { ...keyOf.email(email) } }),
    );
    const sessions = await world.deps.sessions.list(item.Item?.userId);
    const kept = JSON.stringify([item.Item, sessions, world.logLines]);
    expect(world.logLines.length).toBeGreaterThan(0);
    for (const secret of [password, 'a very wrong Password 2', browser.token]) expect(kept).not.toContain(secret);
    expect(JSON.stringify(world.logLines)).not.toContain(email);
  });
});
