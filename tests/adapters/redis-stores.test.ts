import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisConnection, type RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { createRedisThrottleStore } from '../../shared/adapters/redis/redis-throttle-store.ts';
import { absoluteMilliseconds, idleMilliseconds } from '../../shared/domain/accounts/session.ts';
import { redisServers, type TestRedis } from './redis-servers.ts';
import { describeSessionStore, makeSession } from './session-store-suite.ts';
import { describeThrottleStore } from './throttle-store-suite.ts';

for (const { name, isInstalled, start } of redisServers) {
  (isInstalled ? describe : describe.skip)(`on ${name}`, () => {
    let server: TestRedis;
    let connection: RedisConnection;
    let redis: Redis;
    beforeAll(async () => {
      server = await start();
      connection = createRedisConnection({ url: server.url, commandMilliseconds: 20_000 });
      redis = new Redis(server.url);
    });
    afterAll(async () => {
      connection.close();
      redis.disconnect();
      await server.close();
    });

    describe('sessions', () => {
      const store = () => createRedisSessionStore(connection);
      describeSessionStore(store);

      it('lets Redis drop a session when it has been idle too long', async () => {
        const session = makeSession();
        await store().add(session);
        const left = await redis.pttl(`session:${session.tokenHash}`);
        expect(left).toBeGreaterThan(idleMilliseconds - 60_000);
        expect(left).toBeLessThanOrEqual(idleMilliseconds);
      });

      it('lets Redis drop it at its greatest age, however often it was seen', async () => {
        const now = Date.now();
        const session = makeSession({ createdAt: now - absoluteMilliseconds + 90_000 });
        await store().add(session);
        await store().touch({ ...session, lastSeenAt: now + 30_000 });
        const left = await redis.pttl(`session:${session.tokenHash}`);
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(60_000);
      });

      it('clears the line of a session that Redis has dropped', async () => {
        const gone = makeSession({ userId: 'fay' });
        const kept = makeSession({ userId: 'fay' });
        await store().add(gone);
        await store().add(kept);
        await redis.del(`session:${gone.tokenHash}`);
        expect(await store().list('fay')).toEqual([kept]);
        expect(await redis.hkeys('sessions:fay')).toEqual([kept.sessionId]);
      });

      it('tells with each new one how many there are: not those that were ended or have run out', async () => {
        await redis.del('sessions');
        const counts: number[] = [];
        const counting = createRedisSessionStore(connection, (active) => counts.push(active));
        const long = idleMilliseconds + 1;
        const now = Date.now();
        const [ended, idle, seen, last] = [
          makeSession(),
          makeSession({ createdAt: now - long, lastSeenAt: now - long }),
          makeSession({ createdAt: now - long, lastSeenAt: now - long }),
          makeSession(),
        ];
        await counting.add(idle);
        await counting.add(seen);
        await counting.touch({ ...seen, lastSeenAt: now });
        await counting.add(ended);
        await counting.end(ended);
        await counting.touch({ ...ended, lastSeenAt: now });
        await counting.add(last);
        expect(counts).toEqual([1, 2, 2, 2]);
      });

      it('keeps the index as long as the newest session can last', async () => {
        const session = makeSession();
        await store().add(session);
        expect(await redis.pttl(`sessions:${session.userId}`)).toBeGreaterThan(absoluteMilliseconds - 60_000);
      });

      it.each(['not JSON', 'null', '[]', '{"userId":"x"}', '{"sessionId":1}'])(
        'takes %s for no session',
        async (text) => {
          await redis.set('session:odd', text);
          expect(await store().find('odd')).toBeUndefined();
        },
      );
    });

    describe('throttle records', () => {
      describeThrottleStore(() => createRedisThrottleStore(connection));

      it('lets Redis drop a record', async () => {
        const write = { record: { a: 1 }, keepMilliseconds: 12_345 };
        await createRedisThrottleStore(connection).update('brief', () => ({ answer: 0, write }));
        const left = await redis.pttl('throttle:brief');
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(12_345);
      });
    });
  });
}
