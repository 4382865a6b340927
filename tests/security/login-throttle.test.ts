import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountsWorld, startAccounts } from '../accounts/accounts-world.ts';
import { TestBrowser } from '../accounts/test-browser.ts';

const password = 'kQ7#wZ1! and more';
const quarterMs = 15 * 60_000;
const mostHashes = 20;

let world: AccountsWorld;
beforeAll(async () => {
  world = await startAccounts();
}, 60_000);
afterAll(() => world.close());

let email: string;
let owner: TestBrowser;
let network = 0;
/** An address of the attack that goes on, of 1,000; every test has others. */
const addressOf = (index: number) => `10.${network}.${(index % 1000) >> 8}.${index & 255}`;
beforeEach(async () => {
  network += 1;
  world.clock.now += 48 * 3_600_000;
  email = `${randomUUID()}@example.org`;
  owner = new TestBrowser(world, { ip: `192.0.2.${network}` });
  expect((await owner.register(email, password)).status).toBe(201);
});

/** How often the password was really looked at while something went on. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  const before = world.steps.length;
  await work();
  return world.steps.slice(before).filter((step) => step === 'hash').length;
}

/** Tries, so many at a time, over a quarter of an hour. */
async function storm(tries: number, attempt: (index: number) => Promise<unknown>, atOnce = 20): Promise<void> {
  for (let index = 0; index < tries; index += atOnce) {
    world.clock.now += (quarterMs * atOnce) / tries;
    await Promise.all(Array.from({ length: Math.min(atOnce, tries - index) }, (_, more) => attempt(index + more)));
  }
}
const guessFrom = (ip: string, spelled = email) =>
  new TestBrowser(world, { ip }).send('login', { body: { email: spelled, password: randomUUID() } });

describe('10,000 tries from 1,000 addresses', () => {
  it('reach the hash at most 20 times, and the owner gets in all the while', async () => {
    const logins: number[] = [];
    const hashes = await hashesDuring(() =>
      storm(10_000, async (index) => {
        await guessFrom(addressOf(index));
        if (index % 2_500 === 1_250) logins.push((await owner.logIn(email, password)).status);
      }),
    );
    expect(logins).toEqual([200, 200, 200, 200]);
    expect(hashes - logins.length).toBeGreaterThan(0);
    expect(hashes - logins.length).toBeLessThanOrEqual(mostHashes);
    const elsewhere = new TestBrowser(world, { ip: '203.0.113.77', cookie: owner.cookie ?? '' });
    expect((await elsewhere.logIn(email, password)).status).toBe(200);
  }, 240_000);
});

describe('as few get through', () => {
  it('that all come in one moment', async () => {
    const all = () => Promise.all(Array.from({ length: 1000 }, (_, index) => guessFrom(addressOf(index))));
    expect(await hashesDuring(all)).toBeLessThanOrEqual(mostHashes);
  }, 60_000);

  it('that spell the address in other ways', async () => {
    const spellings = [
      email.toUpperCase(),
      email.replace('example', 'Example'),
      `${email[0]?.toUpperCase()}${email.slice(1)}`,
    ];
    const all = () => storm(400, (index) => guessFrom(addressOf(index), spellings[index % spellings.length]));
    expect(await hashesDuring(all)).toBeLessThanOrEqual(mostHashes);
  }, 60_000);

  it.each(['x-forwarded-for', 'forwarded', 'true-client-ip'])(
    'that say in %s to come from elsewhere',
    async (header) => {
      const browser = new TestBrowser(world, { ip: addressOf(1) });
      const attempt = (index: number) =>
        browser.send('login', {
          body: { email: `${index}-${email}`, password: 'some Password 1' },
          headers: { [header]: header === 'forwarded' ? `for=${addressOf(index)}` : addressOf(index) },
        });
      // At as many accounts: what counts them is the address alone.
      expect(await hashesDuring(() => storm(160, attempt))).toBeLessThanOrEqual(60);
    },
    60_000,
  );

  it('that come from one network of IPv6, at as many accounts', async () => {
    const attempt = (index: number) =>
      guessFrom(`2001:db8:${network}:${(index % 256).toString(16)}::${index.toString(16)}`, `${index}-${email}`);
    expect(await hashesDuring(() => storm(160, attempt))).toBeLessThanOrEqual(60);
  }, 60_000);

  it('that bring a cookie of another account, or made up ones', async () => {
    const own = new TestBrowser(world, { ip: addressOf(999) });
    await own.register(`${randomUUID()}@example.org`, password);
    const attempt = (index: number) => {
      const cookie = index % 2 ? (own.cookie ?? '') : `__Host-hopper_session=${randomUUID()}`;
      const browser = new TestBrowser(world, { ip: addressOf(index), cookie });
      return browser.send('login', { body: { email, password: randomUUID() } });
    };
    expect(await hashesDuring(() => storm(400, attempt))).toBeLessThanOrEqual(mostHashes);
  }, 60_000);
});

describe('an account that does not exist', () => {
  it('is protected alike, so that nothing is learnt of which exist', async () => {
    const unknown = `${randomUUID()}@example.org`;
    const known = await hashesDuring(() => storm(400, (index) => guessFrom(addressOf(index))));
    network += 1;
    const other = await hashesDuring(() => storm(400, (index) => guessFrom(addressOf(index), unknown)));
    expect(other).toBe(known);
  }, 60_000);
});

describe('a stolen session', () => {
  it('does not find the password by any of the ways that ask for it', async () => {
    const stolen = owner.cookie ?? '';
    const csrf = await owner.csrfToken();
    const ways = [
      (guess: string) => ['changePassword', { current_password: guess, new_password: 'Another one 77!' }] as const,
      (guess: string) => ['changeEmail', { password: guess, new_email: `${randomUUID()}@example.org` }] as const,
      (guess: string) => ['deleteAccount', { password: guess }] as const,
      (guess: string) => ['login', { email, password: guess }] as const,
    ];
    const attempt = (index: number) => {
      const [id, body] = ways[index % ways.length]?.(randomUUID()) ?? ['login', {}];
      const browser = new TestBrowser(world, { ip: addressOf(index), cookie: stolen });
      return browser.send(id, { body, headers: { 'x-csrf-token': csrf } });
    };
    expect(await hashesDuring(() => storm(400, attempt))).toBeLessThanOrEqual(mostHashes);
    expect(await owner.whoAmI()).toBe(email);
  }, 60_000);
});
