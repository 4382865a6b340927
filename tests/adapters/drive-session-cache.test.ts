import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisConnection, type RedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { createRedisDriveSessionCache } from '../../shared/adapters/redis/redis-drive-session-cache.ts';
import type { DriveSession } from '../../shared/domain/drive/drive-session.ts';
import { redisServers, type TestRedis } from './redis-servers.ts';

const hour = 3600_000;
let made = 0;
function makeSession(given: Partial<DriveSession> = {}): DriveSession {
  made += 1;
  const now = Date.now();
  const of = { kind: 'source', connectionId: 'drive-1', email: 'ada@example.com' } as const;
  return { ...of, tokenHash: `hash-${made}`, userId: 'anna', createdAt: now, validUntil: now + 24 * hour, ...given };
}

for (const { name, isInstalled, start } of redisServers) {
  (isInstalled ? describe : describe.skip)(`Drive sessions on ${name}`, () => {
    let server: TestRedis;
    let connection: RedisConnection;
    let redis: Redis;
    beforeAll(async () => {
      server = await start();
      connection = createRedisConnection({ url: server.url, commandMilliseconds: 20_000 });
      redis = new Redis(server.url);
    });
    beforeEach(() => redis.flushall());
    afterAll(async () => {
      connection.close();
      redis.disconnect();
      await server.close();
    });
    const cache = () => createRedisDriveSessionCache(connection);

    it('finds what was added, whole, and nothing else', async () => {
      const session = makeSession();
      await cache().add(session);
      expect(await cache().find(session.tokenHash)).toEqual(session);
      expect(await cache().find('hash-of-nobody')).toBeUndefined();
    });

    it('lets every key end with its session', async () => {
      await cache().add(makeSession({ validUntil: Date.now() + hour }));
      const left = await Promise.all((await redis.keys('*')).map((key) => redis.pttl(key)));
      expect(left).toHaveLength(3);
      for (const ms of left) {
        expect(ms).toBeGreaterThan(hour - 60_000);
        expect(ms).toBeLessThanOrEqual(hour);
      }
    });

    it("lists a user's live ones, oldest first", async () => {
      const now = Date.now();
      const newer = makeSession({ createdAt: now + 5 });
      const older = makeSession();
      const over = makeSession({ validUntil: now + hour });
      for (const session of [newer, older, over, makeSession({ userId: 'ben' })]) await cache().add(session);
      expect(await cache().list('anna', now + hour)).toEqual([older, newer]);
    });

    it('removes one, and clears what Redis has dropped by itself', async () => {
      const [kept, removed, dropped] = [makeSession(), makeSession(), makeSession()];
      for (const session of [kept, removed, dropped]) await cache().add(session);
      await cache().remove(removed);
      await redis.del(`drive-session:${dropped.tokenHash}`);
      expect(await cache().find(removed.tokenHash)).toBeUndefined();
      expect(await cache().list('anna', Date.now())).toEqual([kept]);
      expect(await redis.zcard('drive-sessions:anna')).toBe(1);
    });

    it('counts the live ones of all users', async () => {
      const now = Date.now();
      const sessions = [makeSession(), makeSession({ userId: 'ben' }), makeSession({ validUntil: now + hour })];
      for (const session of sessions) await cache().add(session);
      expect(await cache().count(now)).toBe(3);
      expect(await cache().count(now + hour)).toBe(2);
      await cache().remove(makeSession({ tokenHash: sessions[0]?.tokenHash ?? '' }));
      expect(await cache().count(now + hour)).toBe(1);
    });
  });
}
