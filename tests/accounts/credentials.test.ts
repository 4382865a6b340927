import { randomBytes, randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { owner } from '../../shared/adapters/dynamo/keys.ts';
import { removalKeyOf } from '../../shared/adapters/dynamo/removal-keys.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { type MailPurpose, mailTokenLifeMs } from '../../shared/domain/mail/mail-token.ts';
import { toAddressOwner } from '../../shared/domain/mail/plan-mail.ts';
import { type AccountsWorld, startAccounts } from './accounts-world.ts';
import { TestBrowser } from './test-browser.ts';

const password = 'kQ7#wZ1! and more';
const next = 'another 9 Password?';

let world: AccountsWorld;
beforeAll(async () => {
  world = await startAccounts();
});
afterAll(() => world.close());

let email: string;
let nextAddress = 0;
const newBrowser = () => {
  nextAddress += 1;
  return new TestBrowser(world, { ip: `198.51.${nextAddress >> 8}.${nextAddress & 255}` });
};
beforeEach(() => {
  email = `${randomUUID()}@example.org`;
});

async function registered() {
  const browser = newBrowser();
  const { body } = await browser.register(email, password);
  return { browser, userId: String(body.user.id) };
}

/** A link as the mailer makes it. */
async function link(purpose: MailPurpose, of: { userId: string; email: string }): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await world.deps.links[purpose].put(secret, { ...of, validUntil: world.clock.now + mailTokenLifeMs[purpose] });
  return secret;
}

/** What mails a user, or an address, is to get. */
async function mailsOf(ownerId: string): Promise<unknown[]> {
  const { Items = [] } = await world.table.client.send(
    new QueryCommand({
      TableName: world.table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :mail)',
      ExpressionAttributeValues: { ':pk': owner(ownerId), ':mail': 'MAIL#' },
    }),
  );
  return Items.map(({ mail }) => mail);
}

async function auditOf(userId: string): Promise<string[]> {
  const { events } = await world.audit.list(userId, { limit: 100, now: world.clock.now });
  return events.map(({ what }) => what).reverse();
}

describe('a changed password', () => {
  it('opens the account from now on, the old one never again; other sessions end, this one goes on under a new cookie', async () => {
    const { browser, userId } = await registered();
    const other = newBrowser();
    await other.logIn(email, password);
    const before = browser.cookie;
    const answer = await browser.call('changePassword', { body: { current_password: password, new_password: next } });
    expect(answer).toMatchObject({ status: 200, body: { ended: 1, ended_tokens: 0 } });
    expect(browser.cookie).not.toBe(before);
    expect(await browser.whoAmI()).toBe(email);
    expect(await other.whoAmI()).toBeNull();
    const stolen = newBrowser();
    stolen.cookie = before;
    expect(await stolen.whoAmI()).toBeNull();
    expect((await newBrowser().logIn(email, password)).status).toBe(401);
    expect((await newBrowser().logIn(email, next)).status).toBe(200);
    expect(await mailsOf(userId)).toContainEqual({ kind: 'password_changed', userId });
    expect(await auditOf(userId)).toContain('password_changed');
  });

  it('leaves API tokens alone, or ends them where that is wished, and keeps how many', async () => {
    const { browser, userId } = await registered();
    const make = () => browser.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    await make();
    await make();
    const change = (current: string, chosen: string, more = {}) =>
      browser.call('changePassword', { body: { current_password: current, new_password: chosen, ...more } });
    expect((await change(password, next)).body).toEqual({ ended: 0, ended_tokens: 0 });
    expect(await world.deps.tokens.list(userId)).toHaveLength(2);
    expect((await change(next, 'a third 9 Password!', { end_tokens: true })).body).toEqual({
      ended: 0,
      ended_tokens: 2,
    });
    expect(await world.deps.tokens.list(userId)).toEqual([]);
    const { events } = await world.audit.list(userId, { limit: 100, now: world.clock.now });
    expect(events.filter(({ what }) => what === 'tokens_ended')).toMatchObject([{ about: '2' }]);
  });

  it('stays what it was while API tokens that are to end cannot', async () => {
    const { browser, userId } = await registered();
    await browser.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    const { tokens } = world.deps;
    const { remove } = tokens;
    Object.assign(tokens, { remove: () => Promise.reject(new Error('the table is away')) });
    const change = () =>
      browser.call('changePassword', { body: { current_password: password, new_password: next, end_tokens: true } });
    expect((await change()).status).toBeGreaterThanOrEqual(500);
    Object.assign(tokens, { remove });
    expect(await browser.whoAmI()).toBe(email);
    expect(await tokens.list(userId)).toHaveLength(1);
    expect(await change()).toMatchObject({ status: 200, body: { ended_tokens: 1 } });
  });

  it('ends a token, too, that was on its way when sessions and tokens ended', async () => {
    const { browser, userId } = await registered();
    const { tokens } = world.deps;
    const add = tokens.add;
    // What the new password ends, all of it, between the look at the session and the token.
    Object.assign(tokens, {
      add: async (...given: Parameters<typeof add>) => {
        Object.assign(tokens, { add });
        expect((await change()).status).toBe(200);
        return add.apply(tokens, given);
      },
    });
    const other = newBrowser();
    await other.logIn(email, password);
    const change = () =>
      browser.call('changePassword', { body: { current_password: password, new_password: next, end_tokens: true } });
    const late = await other.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    expect(late.status).toBe(401);
    expect(await tokens.list(userId)).toEqual([]);
  });

  it('needs the present one, and guessing at it is limited as logging in is', async () => {
    const { browser } = await registered();
    const guess = () => browser.call('changePassword', { body: { current_password: 'wrong', new_password: next } });
    for (let round = 0; round < 5; round += 1) expect((await guess()).body.error.code).toBe('wrong_credentials');
    expect((await guess()).status).toBe(429);
    expect(await browser.whoAmI()).toBe(email);
  });

  it('is as good as that of a new account', async () => {
    const { browser } = await registered();
    const answer = await browser.call('changePassword', {
      body: { current_password: password, new_password: 'password1' },
    });
    expect(answer.body.error).toMatchObject({ code: 'invalid_input', details: [{ path: 'new_password' }] });
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
  });

  it('is stored although the answer of the table was lost and the SDK has asked once more', async () => {
    await registered();
    const credentials = await world.deps.users.findCredentials(email);
    if (!credentials) throw new Error('no credentials');
    const change = (hash: string) => world.deps.changes.changePassword(credentials, hash, world.clock.now);
    expect([await change('hash 1'), await change('hash 1'), await change('hash 2')]).toEqual([true, true, false]);
  });

  it('may be looked for as long as one likes: only the present one is guessed at', async () => {
    const { browser } = await registered();
    const change = (chosen: string) =>
      browser.call('changePassword', { body: { current_password: password, new_password: chosen } });
    for (let round = 0; round < 7; round += 1) expect((await change('password1')).status).toBe(400);
    expect((await change(next)).status).toBe(200);
  });
});

/** Does something while sessions cannot be looked at. */
async function withoutCache<T>(act: () => Promise<T>): Promise<T> {
  const { list } = world.deps.sessions;
  Object.assign(world.deps.sessions, { list: async () => Promise.reject(new HopperError('unavailable')) });
  try {
    return await act();
  } finally {
    Object.assign(world.deps.sessions, { list });
  }
}

describe('a forgotten password', () => {
  const reset = (token: string, chosen = next) =>
    newBrowser().call('resetPassword', { body: { token, password: chosen } });

  it('is replaced by a link that works once, ends every session and proves the address', async () => {
    const { browser, userId } = await registered();
    const token = await link('reset_password', { userId, email });
    expect((await reset(token)).status).toBe(200);
    expect(await browser.whoAmI()).toBeNull();
    expect((await newBrowser().logIn(email, password)).status).toBe(401);
    const { body } = await newBrowser().logIn(email, next);
    expect(body.user.email_verified).toBe(true);
    expect((await reset(token, 'a third 9 Password!')).body.error.code).toBe('invalid_link');
  });

  it('is not replaced by a link that is too old, made for something else, or sent before the last change', async () => {
    const { browser, userId } = await registered();
    const wrongPurpose = await link('verify_email', { userId, email });
    expect((await reset(wrongPurpose)).body.error.code).toBe('invalid_link');
    const early = await link('reset_password', { userId, email });
    world.clock.now += 1000;
    await browser.call('changePassword', { body: { current_password: password, new_password: next } });
    expect((await reset(early, 'a third 9 Password!')).body.error.code).toBe('invalid_link');
    const old = await link('reset_password', { userId, email });
    world.clock.now += mailTokenLifeMs.reset_password;
    expect((await reset(old, 'a third 9 Password!')).body.error.code).toBe('invalid_link');
    expect((await newBrowser().logIn(email, next)).status).toBe(200);
  });

  it('keeps the link while the new one is refused', async () => {
    const { userId } = await registered();
    const token = await link('reset_password', { userId, email });
    for (const bad of ['password1', email]) expect((await reset(token, bad)).body.error.code).toBe('invalid_input');
    expect((await reset(token)).status).toBe(200);
  });

  it('ends API tokens, or lets them stay where that is wished and the address was proved before', async () => {
    const { browser, userId } = await registered();
    const make = () => browser.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    const resetWith = async (chosen: string, more: object) => {
      world.clock.now += 1000;
      const token = await link('reset_password', { userId, email });
      expect((await newBrowser().call('resetPassword', { body: { token, password: chosen, ...more } })).status).toBe(
        200,
      );
      await browser.logIn(email, chosen);
      return (await world.deps.tokens.list(userId)).length;
    };
    await make();
    expect(await resetWith(next, { end_tokens: false })).toBe(0);
    await make();
    expect(await resetWith('a third 9 Password!', { end_tokens: false })).toBe(1);
    expect(await resetWith('a 4th good Password!', {})).toBe(0);
    expect(await auditOf(userId)).toContain('tokens_ended');
  });

  it('stays what it was while sessions cannot be ended, and so does the link', async () => {
    const { browser, userId } = await registered();
    const token = await link('reset_password', { userId, email });
    expect((await withoutCache(() => reset(token))).status).toBe(503);
    expect((await newBrowser().logIn(email, next)).status).toBe(401);
    expect((await reset(token)).status).toBe(200);
    expect(await browser.whoAmI()).toBeNull();
  });
});

describe('an address', () => {
  it('is proved by its link', async () => {
    const { browser, userId } = await registered();
    expect(await mailsOf(userId)).toEqual([{ kind: 'verify_email', userId, email }]);
    const token = await link('verify_email', { userId, email });
    expect((await newBrowser().call('confirmEmail', { body: { token } })).body).toEqual({ email });
    expect((await browser.call('me')).body.user.email_verified).toBe(true);
    expect((await newBrowser().logIn(email, password)).body.user.email_verified).toBe(true);
  });

  it('moves by a link to the new one: old sessions end, the old address is told and free again', async () => {
    const { browser, userId } = await registered();
    const other = newBrowser();
    await other.logIn(email, password);
    const newEmail = `${randomUUID()}@example.net`;
    const asked = await browser.call('changeEmail', { body: { password, new_email: newEmail.toUpperCase() } });
    expect(asked.status).toBe(202);
    expect(await mailsOf(userId)).toContainEqual({ kind: 'confirm_new_email', userId, newEmail });
    expect(await browser.whoAmI()).toBe(email);
    const token = await link('confirm_new_email', { userId, email: newEmail });
    expect((await browser.call('confirmEmail', { body: { token } })).body).toEqual({ email: newEmail });
    expect(await browser.whoAmI()).toBe(newEmail);
    expect(await other.whoAmI()).toBeNull();
    expect((await newBrowser().logIn(newEmail, password)).body.user).toMatchObject({
      id: userId,
      email_verified: true,
    });
    expect((await newBrowser().logIn(email, password)).status).toBe(401);
    expect(await mailsOf(toAddressOwner(email))).toContainEqual({ kind: 'email_changed', to: email });
    expect((await newBrowser().register(email, next)).status).toBe(201);
  });

  it('stays where it is while sessions cannot be ended, and so does the link', async () => {
    const { browser, userId } = await registered();
    const newEmail = `${randomUUID()}@example.net`;
    const token = await link('confirm_new_email', { userId, email: newEmail });
    const confirm = () => newBrowser().call('confirmEmail', { body: { token } });
    expect((await withoutCache(confirm)).status).toBe(503);
    expect(await browser.whoAmI()).toBe(email);
    expect((await confirm()).body).toEqual({ email: newEmail });
    expect(await browser.whoAmI()).toBeNull();
    expect(await mailsOf(toAddressOwner(email))).toContainEqual({ kind: 'email_changed', to: email });
  });

  it('does not move to one that somebody has meanwhile, nor without the password', async () => {
    const { browser, userId } = await registered();
    const taken = `${randomUUID()}@example.net`;
    await newBrowser().register(taken, password);
    const asked = await browser.call('changeEmail', { body: { password, new_email: taken } });
    expect(asked.status).toBe(202);
    const token = await link('confirm_new_email', { userId, email: taken });
    expect((await browser.call('confirmEmail', { body: { token } })).body.error.code).toBe('email_taken');
    const wrong = await browser.call('changeEmail', { body: { password: 'wrong', new_email: `a${taken}` } });
    expect(wrong.body.error.code).toBe('wrong_credentials');
    expect((await newBrowser().logIn(email, password)).status).toBe(200);
  });
});

describe('a closed account', () => {
  it('lets nobody in, and its address is free', async () => {
    const { browser, userId } = await registered();
    const other = newBrowser();
    await other.logIn(email, password);
    const made = await browser.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    expect(made.status).toBe(201);
    expect((await browser.call('deleteAccount', { body: { password: 'wrong' } })).body.error.code).toBe(
      'wrong_credentials',
    );
    const closed = await browser.call('deleteAccount', { body: { password } });
    expect(closed).toMatchObject({ status: 202, body: { receipt: expect.any(String) } });
    expect(closed.body.receipt).not.toContain(userId);
    expect(browser.cookie).toBeUndefined();
    expect(await other.whoAmI()).toBeNull();
    expect((await newBrowser().logIn(email, password)).status).toBe(401);
    expect(await world.deps.tokens.list(userId)).toEqual([]);
    expect((await newBrowser().register(email, next)).status).toBe(201);
  });

  it('is still there when the cache is gone in the middle, and can be closed again', async () => {
    const { browser } = await registered();
    const { begin } = world.deps.removals;
    Object.assign(world.deps.removals, { begin: async () => Promise.reject(new Error('cut')) });
    expect((await browser.call('deleteAccount', { body: { password } })).status).toBe(500);
    Object.assign(world.deps.removals, { begin });
    expect(await browser.whoAmI()).toBeNull();
    expect((await browser.logIn(email, password)).status).toBe(200);
    expect((await browser.call('deleteAccount', { body: { password } })).status).toBe(202);
  });

  it('has lost its API tokens before it is closed: nobody would end them after a death in between', async () => {
    const { browser, userId } = await registered();
    await browser.call('createToken', { body: { name: 'script', scopes: ['videos:read'] } });
    const { begin } = world.deps.removals;
    Object.assign(world.deps.removals, { begin: async () => Promise.reject(new Error('cut')) });
    await browser.call('deleteAccount', { body: { password } });
    Object.assign(world.deps.removals, { begin });
    expect(await world.deps.tokens.list(userId)).toEqual([]);
  });

  it('ends a session that began meanwhile as soon as it is looked at', async () => {
    const { browser } = await registered();
    const { body } = await browser.call('me');
    const late = newBrowser();
    await browser.call('deleteAccount', { body: { password } });
    const token = randomBytes(32).toString('base64url');
    const { openSession } = await import('../../shared/domain/accounts/sessions.ts');
    const from = { sessionId: randomUUID(), userId: body.user.id, userAgent: '', ip: '', now: world.clock.now };
    await openSession(world.deps.sessions, { token, ...from });
    late.cookie = `__Host-hopper_session=${token}`;
    expect(await late.whoAmI()).toBeNull();
    expect((await late.call('listSessions')).status).toBe(401);
  });
});

describe('an address that nobody has proved', () => {
  it('is not flooded by whoever registers it, and moves on or closes, again and again', async () => {
    const kinds: unknown[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { browser, userId } = await registered();
      kinds.push(...(await mailsOf(userId)));
      if (round % 2) {
        const token = await link('confirm_new_email', { userId, email: `${randomUUID()}@example.org` });
        expect((await browser.call('confirmEmail', { body: { token } })).status).toBe(200);
      } else {
        expect((await browser.call('deleteAccount', { body: { password } })).status).toBe(202);
        const receipt = await world.table.client.send(
          new GetCommand({ TableName: world.table.name, Key: removalKeyOf(hashOfSecret(userId)) }),
        );
        if (receipt.Item?.tells) kinds.push('account_deleted');
      }
    }
    kinds.push(...(await mailsOf(toAddressOwner(email))));
    expect(kinds).toHaveLength(3);
    expect(kinds).toContain('account_deleted');
  });

  it('is told all the same once it was proved', async () => {
    const { browser, userId } = await registered();
    while (await world.deps.mailThrottle.admitAddress({ email, now: world.clock.now }));
    await world.deps.changes.verifyEmail({ userId, email }, world.clock.now);
    const token = await link('confirm_new_email', { userId, email: `${randomUUID()}@example.org` });
    expect((await browser.call('confirmEmail', { body: { token } })).status).toBe(200);
    expect(await mailsOf(toAddressOwner(email))).toContainEqual({ kind: 'email_changed', to: email });
  });
});

describe('a login on its way', () => {
  const ways = {
    'changes the password': (browser: TestBrowser) =>
      browser.call('changePassword', { body: { current_password: password, new_password: next } }),
    'closes the account': (browser: TestBrowser) => browser.call('deleteAccount', { body: { password } }),
    'moves to another address': async (browser: TestBrowser, userId: string) => {
      const token = await link('confirm_new_email', { userId, email: `${randomUUID()}@example.org` });
      return browser.call('confirmEmail', { body: { token } });
    },
  };

  it.each(Object.entries(ways))('begins no session when somebody %s meanwhile', async (_what, change) => {
    const { browser, userId } = await registered();
    const { accept } = world.deps.loginThrottle;
    const restore = () => Object.assign(world.deps.loginThrottle, { accept });
    // The password was found right, and the session has not begun.
    const acceptLate: typeof accept = async (ticket, token) => {
      restore();
      expect((await change(browser, userId)).status).toBeLessThan(300);
      await accept(ticket, token);
    };
    Object.assign(world.deps.loginThrottle, { accept: acceptLate });
    const late = newBrowser();
    const answer = await late.logIn(email, password);
    restore();
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'wrong_credentials' } } });
    expect(late.cookie).toBeUndefined();
    const ids = (await world.deps.sessions.list(userId)).map(({ tokenHash }) => tokenHash);
    expect(ids).toEqual(browser.cookie ? [hashOfSecret(browser.token)] : []);
  });
});

describe('the log of security', () => {
  it('tells what happened, of failed tries one a minute, and holds nobody up when it fails', async () => {
    const { browser, userId } = await registered();
    for (let round = 0; round < 3; round += 1) await newBrowser().logIn(email, 'wrong');
    world.clock.now += 60_000;
    await newBrowser().logIn(email, 'wrong');
    await browser.logIn(email, password);
    await browser.call('endOtherSessions');
    await browser.call('logout');
    expect((await auditOf(userId)).sort()).toEqual(
      ['registered', 'sign_in_failed', 'sign_in_failed', 'signed_in', 'sessions_ended', 'signed_out'].sort(),
    );
    const { add } = world.deps.audit;
    Object.assign(world.deps.audit, { add: async () => Promise.reject(new Error('throttled')) });
    expect((await browser.logIn(email, password)).status).toBe(200);
    Object.assign(world.deps.audit, { add });
  });
});
