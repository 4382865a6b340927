import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Registration } from '../../shared/domain/accounts/registration.ts';
import { mailTokenLifeMs } from '../../shared/domain/mail/mail-token.ts';
import { type AccountsWorld, startAccounts } from './accounts-world.ts';
import { type Answer, TestBrowser } from './test-browser.ts';

const password = 'kQ7#wZ1! and more';
let world: AccountsWorld;
beforeAll(async () => {
  world = await startAccounts();
});
afterAll(() => world.close());
afterEach(() => allow('open'));

let nextAddress = 0;
const newBrowser = () => {
  nextAddress += 1;
  return new TestBrowser(world, { ip: `198.51.100.${nextAddress}` });
};
const allow = (registration: Registration) => void Object.assign(world.deps, { registration });
const register = (email: string) => newBrowser().register(email, password);
const codeOf = ({ status, body }: Answer) => body.error?.code ?? status;
const whoMay = async () => (await newBrowser().call('getRegistration')).body.registration;

describe('whoever comes first', () => {
  it('is one, of many who come at the same time, and nobody after', async () => {
    allow('first');
    expect(await whoMay()).toBe('open');
    const crowd = Array.from({ length: 8 }, (_, index) => register(`rival-${index}@example.org`));
    const codes = (await Promise.all(crowd)).map(codeOf);
    expect(codes.toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 'registration_closed')]);
    expect(await whoMay()).toBe('closed');
    const winner = `rival-${codes.indexOf(201)}@example.org`;
    expect(codeOf(await newBrowser().logIn(winner, password))).toBe(200);
    expect(codeOf(await register('late@example.org'))).toBe('registration_closed');
    const others = codes.flatMap((code, index) => (code === 201 ? [] : [`rival-${index}@example.org`]));
    for (const email of others) expect(await world.deps.users.findCredentials(email)).toBeUndefined();
  });

  it('is nobody any more who comes after a time in which anybody could', async () => {
    const other = await startAccounts();
    const browser = () => new TestBrowser(other);
    expect(codeOf(await browser().register('early@example.org', password))).toBe(201);
    Object.assign(other.deps, { registration: 'first' });
    expect(codeOf(await browser().register('late@example.org', password))).toBe('registration_closed');
    await other.close();
  });
});

describe('closed', () => {
  it('takes nobody, says so before anybody types, and tells nothing of who is there', async () => {
    await register('resident@example.org');
    allow('closed');
    expect(await whoMay()).toBe('closed');
    world.steps.length = 0;
    expect(codeOf(await register('resident@example.org'))).toBe('registration_closed');
    const ofKnown = world.steps.splice(0);
    expect(codeOf(await register('stranger@example.org'))).toBe('registration_closed');
    expect(world.steps.splice(0)).toEqual(ofKnown);
    expect(codeOf(await newBrowser().logIn('resident@example.org', password))).toBe(200);
  });
});

describe('a list', () => {
  const list = ['example.com', 'ada@elsewhere.org'];

  it.each(['ben@example.com', 'BEN2@EXAMPLE.COM', 'ada@elsewhere.org'])('lets %s in', async (email) => {
    allow(list);
    expect(await register(email)).toMatchObject({ status: 201, body: { proof_needed: true } });
  });

  it.each(['eve@elsewhere.org', 'eve@sub.example.com', 'eve@notexample.com', 'eve@example.com.evil.org'])(
    'does not let %s in',
    async (email) => {
      allow(list);
      expect(await whoMay()).toBe('listed');
      expect(codeOf(await register(email))).toBe('registration_closed');
    },
  );

  it('signs nobody in before the address is proved: anybody can type in one of the list', async () => {
    allow(list);
    const email = 'carl@example.com';
    const browser = newBrowser();
    const { body } = await browser.register(email, password);
    expect(browser.cookie).toBeUndefined();
    expect(codeOf(await browser.logIn(email, 'not the password'))).toBe('wrong_credentials');
    // As often as somebody tries who waits for the mail: a right password uses up no tries.
    for (let time = 1; time <= 10; time += 1)
      expect(codeOf(await browser.logIn(email, password))).toBe('email_unproved');
    // Not even when the door is open to everybody by now.
    allow('open');
    expect(codeOf(await browser.logIn(email, password))).toBe('email_unproved');

    const secret = randomBytes(32).toString('base64url');
    const validUntil = world.clock.now + mailTokenLifeMs.verify_email;
    await world.deps.links.verify_email.put(secret, { userId: body.user.id, email, validUntil });
    expect(codeOf(await newBrowser().call('confirmEmail', { body: { token: secret } }))).toBe(200);
    expect(codeOf(await browser.logIn(email, password))).toBe(200);
    expect(await browser.whoAmI()).toBe(email);
  });
});
