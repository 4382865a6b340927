import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisConnection, type RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { freePort } from '../support/free-port.ts';
import { redisServers, startJsRedis, type TestRedis } from './redis-servers.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function connectTo(port: number, clock?: () => number): RedisConnection {
  const connection = createRedisConnection({ url: `redis://127.0.0.1:${port}` }, clock);
  closers.push(connection.close);
  return connection;
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('with a Redis behind a wire that can be cut', () => {
  let server: TestRedis;
  let proxy: TcpProxy;
  beforeAll(async () => {
    server = await startJsRedis();
  });
  afterAll(() => server.close());
  const startProxy = async () => {
    proxy = await startTcpProxy(Number(new URL(server.url).port));
    closers.push(proxy.close);
    return proxy.port;
  };

  it('connects when first used, once for everything', async () => {
    const connection = connectTo(await startProxy());
    expect(proxy.connections()).toBe(0);
    const answers = await Promise.all([1, 2, 3].map((n) => connection.run((redis) => redis.ping(`${n}`))));
    expect(answers).toEqual(['1', '2', '3']);
    expect(await connection.run((redis) => redis.ping('again'))).toBe('again');
    expect(proxy.connections()).toBe(1);
  });

  it('connects anew when the connection was lost, without an error', async () => {
    const connection = connectTo(await startProxy());
    await connection.run((redis) => redis.ping());
    await proxy.cut();
    const answers = await Promise.all([1, 2, 3].map((n) => connection.run((redis) => redis.ping(`${n}`))));
    expect(answers).toEqual(['1', '2', '3']);
  });

  it('connects anew, with a new password, before ElastiCache would end the connection after 12 hours', async () => {
    let now = 0;
    let passwords = 0;
    const password = async () => {
      passwords += 1;
      return `${passwords}`;
    };
    const connection = createRedisConnection({ url: `redis://127.0.0.1:${await startProxy()}`, password }, () => now);
    closers.push(connection.close);
    const openings = [];
    // Busy all the time: it is not silence that ends it.
    for (; now < 24 * 3600_000; now += 200_000) {
      await connection.run((redis) => redis.ping());
      if (passwords > openings.length) openings.push(now / 3600_000);
    }
    expect(openings).toHaveLength(3);
    for (const [index, hours] of openings.entries()) expect(hours - (openings[index - 1] ?? 0)).toBeLessThan(12);
  });

  it('connects anew after a long silence, because the old connection may be dead without a word', async () => {
    let now = 0;
    const connection = connectTo(await startProxy(), () => now);
    await connection.run((redis) => redis.ping());
    now += 200_000;
    await connection.run((redis) => redis.ping());
    expect(proxy.connections()).toBe(1);
    now += 300_000;
    await connection.run((redis) => redis.ping());
    expect(proxy.connections()).toBe(2);
  });

  it('says unavailable, with the cause for the log, when a command is refused', async () => {
    const connection = connectTo(await startProxy());
    const error = await failure(connection.run((redis) => redis.call('NO-SUCH-COMMAND')));
    expect(error).toBeInstanceOf(HopperError);
    expect(error).toMatchObject({ code: 'unavailable', cause: { name: 'ReplyError' } });
  });
});

it('says unavailable when nothing listens, every time', async () => {
  const connection = connectTo(await freePort());
  for (let time = 0; time < 2; time += 1) {
    expect(await failure(connection.run((redis) => redis.ping()))).toMatchObject({ code: 'unavailable' });
  }
});

it('gives up on a server that takes connections and never answers', async () => {
  const hole = await startTcpProxy();
  closers.push(hole.close);
  const connection = connectTo(hole.port);
  const errors = await Promise.all([1, 2].map(() => failure(connection.run((redis) => redis.ping()))));
  expect(errors).toMatchObject([{ code: 'unavailable' }, { code: 'unavailable' }]);
});

const [real] = redisServers.filter(({ name }) => name.startsWith('redis-server'));

(real?.isInstalled ? describe : describe.skip)(`passwords, on ${real?.name}`, () => {
  it('asks for a new one for every connection', async () => {
    const server = await (real ?? redisServers[0])?.start();
    if (!server) throw new Error('no server');
    closers.push(server.close);
    const admin = new Redis(server.url);
    closers.push(() => admin.disconnect());
    const allow = (password: string) =>
      admin.call('ACL', 'SETUSER', 'hopper', 'reset', 'on', `>${password}`, '~*', '+@all');
    await allow('first');

    const given = ['first', 'second'];
    const connection = createRedisConnection({
      url: server.url.replace('//', '//hopper@'),
      password: async () => given.shift() ?? 'none',
    });
    closers.push(connection.close);
    expect(await connection.run((redis) => redis.call('ACL', 'WHOAMI'))).toBe('hopper');
    await allow('second');
    await admin.call('CLIENT', 'KILL', 'USER', 'hopper');
    expect(await connection.run((redis) => redis.call('ACL', 'WHOAMI'))).toBe('hopper');
    expect(given).toEqual([]);

    await admin.call('CLIENT', 'KILL', 'USER', 'hopper');
    expect(await failure(connection.run((redis) => redis.ping()))).toMatchObject({
      code: 'unavailable',
      cause: { message: expect.stringContaining('WRONGPASS') },
    });
  });
});
