import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLoginThrottle, type LoginThrottle } from '../../../shared/domain/accounts/login-throttle.ts';
import { HopperError } from '../../../shared/domain/hopper-error.ts';
import fc from '../../support/fast-check.ts';
import { createMemoryThrottleStore } from './memory-throttle-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const email = 'ann@example.org';
const home = '203.0.113.9';

/** Many different addresses, none of them the owner's. */
const addressOf = (index: number) => `198.18.${index >> 8}.${index & 255}`;

let now: number;
let store: ReturnType<typeof createMemoryThrottleStore>;
let throttle: LoginThrottle;
beforeEach(() => {
  now = 1_790_000_000_000;
  store = createMemoryThrottleStore();
  throttle = createLoginThrottle(store);
});

interface Place {
  readonly ip: string;
  readonly presentedToken?: string;
  readonly email?: string;
}

/** A try with a wrong password: whether it reached the hash. */
async function guess(place: Place): Promise<boolean> {
  return (await refusalOf(throttle.admit({ email, now, ...place }))) === undefined;
}

/** A try with the right password: whether it got in. */
async function logIn(place: Place, newToken = `token-${now}`): Promise<boolean> {
  try {
    await throttle.accept(await throttle.admit({ email, now, ...place }), newToken);
    return true;
  } catch (error) {
    if (error instanceof HopperError && error.code === 'too_many_requests') return false;
    throw error;
  }
}

async function refusalOf(admission: Promise<unknown>): Promise<HopperError | undefined> {
  try {
    await admission;
    return undefined;
  } catch (error) {
    if (error instanceof HopperError && error.code === 'too_many_requests') return error;
    throw error;
  }
}

async function guessUntilRefused(place: Place, most = 1000): Promise<number> {
  let count = 0;
  while (count < most && (await guess(place))) count += 1;
  return count;
}

/** Tries from 1,000 addresses, spread evenly over a quarter of an hour. Answers how many reached the hash. */
async function attack({ tries = 3000, perTry = async (_index: number) => {} } = {}): Promise<number> {
  let reached = 0;
  for (let index = 0; index < tries; index += 1) {
    now += (15 * minute) / tries;
    if (await guess({ ip: addressOf(index % 1000) })) reached += 1;
    await perTry(index);
  }
  return reached;
}

describe('guesses from 1,000 addresses at one account', () => {
  it('reach the hash at most 20 times in a quarter of an hour, of 10,000', async () => {
    const reached = await attack({ tries: 10_000 });
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThanOrEqual(20);
  });

  it('do not when every address goes through all its tries before the next one comes, either', async () => {
    let reached = 0;
    for (let index = 0; index < 10_000; index += 1) {
      now += (15 * minute) / 10_000;
      if (await guess({ ip: addressOf(Math.floor(index / 10)) })) reached += 1;
    }
    expect(reached).toBeLessThanOrEqual(20);
  });

  it('do not when all come in the same moment, either', async () => {
    const tries = Array.from({ length: 10_000 }, (_, index) => guess({ ip: addressOf(index % 1000) }));
    expect((await Promise.all(tries)).filter(Boolean).length).toBeLessThanOrEqual(20);
  });

  it('are fewer than 200 in a day that is spent like that', async () => {
    let reached = 0;
    const end = now + day;
    for (let index = 0; now < end; index += 1, now += 10_000) {
      if (await guess({ ip: addressOf(index % 60_000) })) reached += 1;
    }
    expect(reached).toBeLessThan(200);
  });

  it('leave the owner alone in a browser that was signed in before, wherever it is', async () => {
    await logIn({ ip: home }, 'cookie');
    let token = 'cookie';
    const logins: boolean[] = [];
    const perTry = async (index: number) => {
      if (index % 150 !== 75) return;
      const next = `cookie-${index}`;
      logins.push(await logIn({ ip: addressOf(40_000 + index), presentedToken: token }, next));
      token = next;
    };
    await attack({ perTry });
    expect(logins).toEqual(Array(20).fill(true));
  });

  it('leave the owner alone at an address of before, without a cookie', async () => {
    await logIn({ ip: home });
    now += 80 * day;
    const logins: boolean[] = [];
    const perTry = async (index: number) => {
      if (index % 150 === 75) logins.push(await logIn({ ip: home }));
    };
    await attack({ perTry });
    expect(logins).toEqual(Array(20).fill(true));
  });

  it('leave the owner alone who mistypes four times', async () => {
    await logIn({ ip: home });
    await attack();
    for (let time = 0; time < 4; time += 1) expect(await guess({ ip: home })).toBe(true);
    expect(await logIn({ ip: home })).toBe(true);
  });

  it('let the owner in from a new address with a new browser, as soon as the attackers’ addresses are burnt', async () => {
    await attack();
    expect(await logIn({ ip: '192.0.2.77' })).toBe(true);
  });

  it('write next to nothing once they are refused', async () => {
    await attack();
    const before = store.writes();
    for (let index = 0; index < 1000; index += 1) await guess({ ip: addressOf(index) });
    expect(store.writes() - before).toBeLessThan(1100);
  });
});

describe('a few attackers', () => {
  it('do not keep the owner out who comes from a new address with a new browser', async () => {
    for (let round = 0; round < 200; round += 1, now += 1000) {
      for (const attacker of [1, 2]) await guess({ ip: addressOf(attacker) });
    }
    expect(await logIn({ ip: '192.0.2.77' })).toBe(true);
  });

  it('get nothing by logging in to an account of their own in between', async () => {
    const own = { ip: addressOf(1), email: 'mallory@example.org' };
    let reached = 0;
    for (let round = 0; round < 300; round += 1, now += 1000) {
      if (await guess({ ip: addressOf(1) })) reached += 1;
      await logIn(own);
    }
    expect(reached).toBeLessThanOrEqual(12);
  });

  it('do not pass with a cookie of their own account', async () => {
    await logIn({ ip: addressOf(1), email: 'mallory@example.org' }, 'of-mallory');
    expect(await guessUntilRefused({ ip: addressOf(1), presentedToken: 'of-mallory' })).toBeLessThanOrEqual(8);
  });

  it('cannot try one password at many accounts without end', async () => {
    let reached = 0;
    for (let account = 0; account < 500; account += 1) {
      if (await guess({ ip: addressOf(1), email: `user-${account}@example.org` })) reached += 1;
    }
    expect(reached).toBe(30);
    now += 10 * minute;
    expect(await guess({ ip: addressOf(1), email: 'user-501@example.org' })).toBe(true);
  });

  it('behind one address with others do not keep those out who were there before', async () => {
    await logIn({ ip: home });
    for (let account = 0; account < 500; account += 1) await guess({ ip: home, email: `user-${account}@example.org` });
    expect(await guess({ ip: home, email: 'user-501@example.org' })).toBe(false);
    expect(await logIn({ ip: home })).toBe(true);
  });
});

describe('a known place', () => {
  beforeEach(() => logIn({ ip: home }, 'cookie'));

  it('waits longer with every wrong password, up to fifteen minutes', async () => {
    expect(await guessUntilRefused({ ip: home })).toBe(5);
    const waits: number[] = [];
    for (let time = 0; time < 7; time += 1) {
      const from = now;
      while (!(await guess({ ip: home }))) now += 1000;
      waits.push((now - from) / 1000);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it('is forgiven everything by a right password', async () => {
    await guessUntilRefused({ ip: home });
    now += 30_000;
    expect(await logIn({ ip: home })).toBe(true);
    expect(await guessUntilRefused({ ip: home })).toBe(5);
  });

  it('is forgiven by a day without a wrong one', async () => {
    await guessUntilRefused({ ip: home });
    now += day;
    expect(await guessUntilRefused({ ip: home })).toBe(5);
  });

  it('in one browser does not wait for what another browser behind the same address did', async () => {
    expect(await guessUntilRefused({ ip: home })).toBe(5);
    expect(await logIn({ ip: home, presentedToken: 'cookie' })).toBe(true);
  });

  it('is not known to other accounts', async () => {
    await guessUntilRefused({ ip: addressOf(1), email: 'bob@example.org' });
    await guessUntilRefused({ ip: addressOf(2), email: 'bob@example.org' });
    await guessUntilRefused({ ip: addressOf(3), email: 'bob@example.org' });
    expect(await guess({ ip: home, presentedToken: 'cookie', email: 'bob@example.org' })).toBe(false);
  });

  it('is a stranger again after ninety days without a login', async () => {
    now += 90 * day;
    await guessUntilRefused({ ip: addressOf(1) });
    await guessUntilRefused({ ip: addressOf(2) });
    await guessUntilRefused({ ip: addressOf(3) });
    expect(await guess({ ip: home })).toBe(false);
  });

  it('in a browser is the newest cookie only', async () => {
    await logIn({ ip: '192.0.2.1', presentedToken: 'cookie' }, 'newer');
    for (const attacker of [1, 2, 3]) await guessUntilRefused({ ip: addressOf(attacker) });
    expect(await guess({ ip: addressOf(9), presentedToken: 'cookie' })).toBe(false);
    expect(await guess({ ip: addressOf(9), presentedToken: 'newer' })).toBe(true);
  });

  it('is one of at most twenty, so that the record stays small', async () => {
    for (let index = 0; index < 100; index += 1, now += 1000) {
      await logIn({ ip: `192.0.2.${index}`, presentedToken: `${index}` }, `${index + 1}`);
    }
    for (const attacker of [1, 2, 3]) await guessUntilRefused({ ip: addressOf(attacker) });
    expect(await guess({ ip: '192.0.2.99' })).toBe(true);
    expect(await guess({ ip: '192.0.2.3' })).toBe(false);
  });

  it('is where an account was created', async () => {
    const place = { ip: '192.0.2.200', email: 'new@example.org' };
    await throttle.welcome({ ...place, now }, 'first');
    for (const attacker of [1, 2, 3]) await guessUntilRefused({ ip: addressOf(attacker), email: place.email });
    expect(await logIn(place)).toBe(true);
  });
});

it('treats an account that does not exist like one that does', async () => {
  await logIn({ ip: home });
  const placesInOrder = Array.from({ length: 400 }, (_, index) => ({ ip: addressOf((index * 7) % 23) }));
  const outcomes: Record<string, boolean[]> = { [email]: [], 'nobody@example.org': [] };
  for (const [account, seen] of Object.entries(outcomes)) {
    const clean = createLoginThrottle(createMemoryThrottleStore());
    if (account === email) await clean.welcome({ email, ip: home, now }, 'cookie');
    for (const [index, place] of placesInOrder.entries()) {
      const admission = clean.admit({ email: account, now: now + index * 1000, ...place });
      seen.push((await refusalOf(admission)) === undefined);
    }
  }
  expect(outcomes[email]).toEqual(outcomes['nobody@example.org']);
  expect(outcomes[email]).toContain(true);
  expect(outcomes[email]).toContain(false);
});

it('says how long to wait, and that is how long', async () => {
  await logIn({ ip: home });
  await guessUntilRefused({ ip: home });
  const refusal = await refusalOf(throttle.admit({ email, now, ip: home }));
  expect(refusal?.message).toBe('Too many tries. Try again in 30 seconds.');
  now += 30_000;
  expect(await guess({ ip: home })).toBe(true);

  for (const attacker of [1, 2, 3]) await guessUntilRefused({ ip: addressOf(attacker) });
  const stranger = await refusalOf(throttle.admit({ email, now, ip: addressOf(3) }));
  expect(stranger?.message).toMatch(/^Too many tries\. Try again in (\d+) minutes\.$/);
});

it('holds for any mix of places and pauses: strangers reach the hash 20 times in a quarter of an hour, the owner always gets in', async () => {
  const tries = fc.array(
    fc.record({
      who: fc.integer({ min: 0, max: 60 }),
      pause: fc.nat({ max: 20_000 }),
      owner: fc.boolean(),
    }),
    { minLength: 50, maxLength: 150 },
  );
  await fc.assert(
    fc.asyncProperty(tries, async (steps) => {
      throttle = createLoginThrottle(createMemoryThrottleStore());
      await throttle.welcome({ email, ip: home, now }, 'cookie');
      const reachedAt: number[] = [];
      for (const { who, pause, owner } of steps) {
        now += pause;
        if (owner) expect(await logIn({ ip: home })).toBe(true);
        if (await guess({ ip: addressOf(who) })) reachedAt.push(now);
      }
      for (const from of reachedAt) {
        const inWindow = reachedAt.filter((at) => at >= from && at < from + 15 * minute);
        expect(inWindow.length).toBeLessThanOrEqual(20);
      }
    }),
    { numRuns: 30 },
  );
});
