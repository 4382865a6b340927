import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisConnection, type RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { driveSessionMilliseconds } from '../../shared/domain/drive/drive-session.ts';
import { driveCallsPerMinute } from '../../shared/domain/drive/drive-session-store.ts';
import { startJsRedis, type TestRedis } from '../adapters/redis-servers.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { createSessionsWorld, type Person, person, type SessionsWorld } from './sessions-world.ts';

let dynamo: Dynoxide;
let server: TestRedis;
let redis: RedisConnection;
let plainRedis: Redis;
let world: SessionsWorld;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  [dynamo, server] = await Promise.all([startDynoxide(), startJsRedis()]);
  redis = createRedisConnection({ url: server.url, commandMilliseconds: 20_000 });
  plainRedis = new Redis(server.url);
});
afterAll(async () => {
  redis.close();
  plainRedis.disconnect();
  await Promise.all([dynamo.close(), server.close()]);
});
beforeEach(async () => {
  await plainRedis.flushall();
  world = createSessionsWorld(await createTestTable(dynamo.url), redis);
  anna = person();
  ben = person();
});
const later = (who: Person, ms: number) => ({ ...who, now: who.now + ms });
const codeOf = async (who: Person) => (await world.consent('source', who)).split('=')[1] ?? '';

describe('the start of a session', () => {
  it('gives the page a token and what it is for', async () => {
    const page = await world.begin(anna, await codeOf(anna));
    expect(page).toMatch(/^\/\?type=source&token=[\w-]{43}$/);
  });

  it('takes a code once, for a minute, in the browser that gave the consent', async () => {
    const code = await codeOf(anna);
    const ends = await Promise.all([1, 2, 3].map(() => world.begin(anna, code)));
    expect(ends.filter((location) => location.includes('token='))).toHaveLength(1);
    expect(await world.begin(later(anna, 60_001), await codeOf(anna))).toBe('/?drive_error=invalid_state');
    expect(await world.begin(ben, await codeOf(anna))).toBe('/?drive_error=session_changed');
    const otherBrowser = person(anna.caller.userId, 'session-2');
    expect(await world.begin(otherBrowser, await codeOf(anna))).toBe('/?drive_error=session_changed');
    const { caller: _, sessionToken: __, ...nobody } = anna;
    expect(await world.begin(nobody, await codeOf(anna))).toBe('/?drive_error=not_signed_in');
    expect(await world.begin(anna)).toBe('/?drive_error=invalid_state');
  });

  it('trap: the token stands nowhere in clear', async () => {
    const token = await world.open('source', anna);
    const { Items } = await world.table.client.send(new ScanCommand({ TableName: world.table.name }));
    const keys = await plainRedis.keys('*');
    const cached = await Promise.all(
      keys.map(async (key) =>
        (await plainRedis.type(key)) === 'hash'
          ? plainRedis.hgetall(key)
          : plainRedis.zrangebyscore(key, '-inf', '+inf'),
      ),
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(JSON.stringify([Items, keys, cached])).not.toContain(token);
  });

  it('lasts a day, in the cache too', async () => {
    const token = await world.open('source', anna);
    const [key = ''] = await plainRedis.keys('drive-session:*');
    const left = await plainRedis.pttl(key);
    expect(left).toBeGreaterThan(driveSessionMilliseconds - 60_000);
    expect(left).toBeLessThanOrEqual(driveSessionMilliseconds);
    await expect(world.use(token, later(anna, driveSessionMilliseconds - 1))).resolves.toBeDefined();
    await expect(world.use(token, later(anna, driveSessionMilliseconds))).rejects.toMatchObject({
      code: 'invalid_drive_token',
    });
  });
});

describe('what others see of it', () => {
  it('trap: everybody sees and uses the own sessions only', async () => {
    const token = await world.open('source', anna);
    await world.open('destination', ben);
    expect(await world.list(anna)).toEqual([
      {
        kind: 'source',
        account: 'ada@example.com',
        created_at: new Date(anna.now).toISOString(),
        expires_at: new Date(anna.now + driveSessionMilliseconds).toISOString(),
      },
    ]);
    expect(await world.isValid(token, anna)).toBe(true);
    expect(await world.isValid(token, ben)).toBe(false);
    await expect(world.use(token, ben)).rejects.toMatchObject({ code: 'invalid_drive_token' });
    await world.logOut(token, ben);
    expect(await world.isValid(token, anna)).toBe(true);
    await expect(world.use(token, anna)).resolves.toBeDefined();
  });

  it('an expired one is neither valid nor listed', async () => {
    const token = await world.open('source', anna);
    const tomorrow = later(anna, driveSessionMilliseconds);
    expect(await world.isValid(token, tomorrow)).toBe(false);
    expect(await world.list(tomorrow)).toEqual([]);
  });

  it('nonsense is not valid', async () => {
    for (const token of ['', 'x', `${await world.open('source', anna)}x`]) {
      expect(await world.isValid(token, anna)).toBe(false);
      await expect(world.use(token, anna)).rejects.toMatchObject({ code: 'invalid_drive_token' });
    }
  });

  it('how many there are, of all users, is told whenever it changes', async () => {
    const token = await world.open('source', anna);
    await world.open('source', ben);
    await world.logOut(token, anna);
    expect(world.counted).toEqual([1, 2, 1]);
  });
});

describe('the end', () => {
  it('is at once, everywhere, and of this session alone', async () => {
    const [token, other] = [await world.open('source', anna), await world.open('destination', anna)];
    await world.logOut(token, anna);
    expect(await world.isValid(token, anna)).toBe(false);
    await expect(world.use(token, anna)).rejects.toMatchObject({ code: 'invalid_drive_token' });
    expect((await world.list(anna)).map(({ kind }) => kind)).toEqual(['destination']);
    await expect(world.use(other, anna)).resolves.toBeDefined();
  });

  it('that was cut short between table and cache is finished by its repetition', async () => {
    const token = await world.open('source', anna);
    const { session } = await world.use(token, anna);
    await world.sessions.remove(session.tokenHash, anna.caller.userId);
    expect(await world.isValid(token, anna)).toBe(true);
    await world.logOut(token, anna);
    expect(await world.isValid(token, anna)).toBe(false);
    await expect(world.logOut(token, anna)).resolves.toEqual({ message: 'Logged out' });
  });

  it('lets go of no account when the cache has lost who else has it', async () => {
    const [one, two] = [await world.open('source', anna), await world.open('source', later(anna, 1000))];
    await plainRedis.flushall();
    await world.logOut(one, later(anna, 2000));
    await expect(world.use(one, anna)).rejects.toMatchObject({ code: 'invalid_drive_token' });
    await expect(world.use(two, anna)).resolves.toBeDefined();
    const [account] = await world.accounts.list(anna.caller.userId);
    expect(account?.neededUntil).toBeGreaterThanOrEqual(anna.now + 1000 + driveSessionMilliseconds);
  });

  it('lets go of the account when no other session has it', async () => {
    const [one, two] = [await world.open('source', anna), await world.open('source', later(anna, 1000))];
    const neededFor = async () => ((await world.accounts.list(anna.caller.userId))[0]?.neededUntil ?? 0) - anna.now;
    await world.logOut(one, later(anna, 2000));
    expect(await neededFor()).toBe(driveSessionMilliseconds + 1000);
    await world.logOut(two, later(anna, 3000));
    expect(await neededFor()).toBeLessThan(10 * 60_000);
  });

  it('does not let go of it while a consent is on its way to its session', async () => {
    const token = await world.open('source', anna);
    const code = await codeOf(later(anna, 1000));
    await world.logOut(token, later(anna, 2000));
    const begun = later(anna, 50_000);
    const [idle] = await world.accounts.list(anna.caller.userId);
    expect(idle && (await world.accounts.removeUnneeded(idle, begun.now))).toBe(false);
    const opened = new URL(await world.begin(begun, code), 'https://hopper.example').searchParams.get('token') ?? '';
    const [account] = await world.accounts.list(anna.caller.userId);
    expect(account?.neededUntil).toBe(begun.now + driveSessionMilliseconds);
    await expect(world.use(opened, begun)).resolves.toBeDefined();
  });
});

describe('what a session serves for', () => {
  it.each([
    ['source', 'source', undefined],
    ['source', 'destination', 'wrong_session_kind'],
    ['destination', 'destination', undefined],
    ['destination', 'source', 'wrong_session_kind'],
    ['google', 'source', undefined],
  ] as const)('%s as %s: %s', async (consent, use, refused) => {
    const access = world.use(await world.open(consent, anna), anna, use);
    if (refused) await expect(access).rejects.toMatchObject({ code: refused });
    else await expect(access).resolves.toBeDefined();
  });

  it.each(['source', 'destination', 'google'] as const)('%s to look around', async (consent) => {
    await expect(world.use(await world.open(consent, anna), anna)).resolves.toBeDefined();
  });

  it('a general one as destination only where Google lets it write', async () => {
    const reading = await world.open('google', anna);
    await expect(world.use(reading, anna, 'destination')).rejects.toMatchObject({ code: 'wrong_session_kind' });
    const writing = await world.open('google', anna, true);
    expect(await world.use(writing, anna, 'destination')).toMatchObject({ mayChangeFiles: true });
  });

  it('tells whether source files may be laid in the trash', async () => {
    expect(await world.use(await world.open('source', anna), anna, 'source')).toMatchObject({ mayChangeFiles: false });
    const deleting = await world.open('source', anna, true);
    expect(await world.use(deleting, anna, 'source')).toMatchObject({ mayChangeFiles: true });
  });

  it('says when its account must be connected again, or is gone', async () => {
    const token = await world.open('source', anna);
    const { account } = await world.use(token, anna);
    await world.accounts.put({ ...account, state: 'reconnect', neededUntil: 0 }, account.tokenVersion);
    await expect(world.use(token, anna)).rejects.toMatchObject({ code: 'reconnect_needed' });
    await world.accounts.removeUnneeded(account, anna.now);
    await expect(world.use(token, anna)).rejects.toMatchObject({ code: 'invalid_drive_token' });
  });
});

describe('the limit of a token', () => {
  const minute = (who: Person) => ({ ...who, now: Math.ceil(who.now / 60_000) * 60_000 });

  it('is so many calls a minute, however many come at once, and says when to come again', async () => {
    const token = await world.open('source', anna);
    const other = await world.open('source', anna);
    const at = later(minute(anna), 10_000);
    const calls = await Promise.allSettled(
      Array.from({ length: driveCallsPerMinute + 20 }, () => world.use(token, at)),
    );
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(driveCallsPerMinute);
    await expect(world.use(token, at)).rejects.toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 50 });
    await expect(world.use(other, at)).resolves.toBeDefined();
    await expect(world.use(token, later(at, 50_000))).resolves.toBeDefined();
  });

  it('is not used up by others who try the token', async () => {
    const token = await world.open('source', anna);
    const at = minute(anna);
    await Promise.allSettled(
      Array.from({ length: driveCallsPerMinute }, () => world.use(token, { ...ben, now: at.now })),
    );
    await expect(world.use(token, at)).resolves.toBeDefined();
  });
});
