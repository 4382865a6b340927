import type { Redis } from 'ioredis';
import * as z from 'zod';
import { DriveSession } from '../../domain/drive/drive-session.ts';
import type { DriveSessionCache } from '../../domain/drive/drive-session-store.ts';
import type { RedisConnection } from './redis-connection.ts';

const keyOf = {
  session: (tokenHash: string) => `drive-session:${tokenHash}`,
  /** Hashes of a user's tokens by the end of their sessions. */
  ofUser: (userId: string) => `drive-sessions:${userId}`,
  /** The same of all users, to be counted. */
  all: 'drive-sessions',
};

/** In one step: a hash that was left without an end would stay for ever. */
const writeSession = `
  redis.call('HSET', KEYS[1], unpack(ARGV, 2))
  return redis.call('PEXPIREAT', KEYS[1], ARGV[1])`;

const StoredSession = DriveSession.extend({ createdAt: z.coerce.number(), validUntil: z.coerce.number() });

/**
 * Drive sessions in Redis: a hash each, which ends by itself, and two indexes. The keys are in different slots of the cache,
 * so the order of writes makes up for a transaction: what an index names too much is cleared by who reads it.
 */
export function createRedisDriveSessionCache(connection: RedisConnection): DriveSessionCache {
  return {
    add: (session) =>
      connection.run(async (redis) => {
        const { tokenHash, userId, validUntil } = session;
        const fields = Object.entries(session).flat();
        await redis.eval(writeSession, 1, keyOf.session(tokenHash), validUntil, ...fields);
        await addToIndex(redis, keyOf.ofUser(userId), session);
        await addToIndex(redis, keyOf.all, session);
      }),

    find: (tokenHash) => connection.run((redis) => find(redis, tokenHash)),

    list: (userId, now) =>
      connection.run(async (redis) => {
        const index = keyOf.ofUser(userId);
        await redis.zremrangebyscore(index, 0, now);
        const hashes = await redis.zrangebyscore(index, now, '+inf');
        const found = await Promise.all(hashes.map((tokenHash) => find(redis, tokenHash)));
        const stale = hashes.filter((_, position) => !found[position]);
        if (stale.length > 0) await redis.zrem(index, ...stale);
        const own = found.flatMap((session) => (session?.userId === userId ? [session] : []));
        return own.sort((a, b) => a.createdAt - b.createdAt);
      }),

    remove: ({ tokenHash, userId }) =>
      connection.run(async (redis) => {
        await redis.del(keyOf.session(tokenHash));
        await redis.zrem(keyOf.ofUser(userId), tokenHash);
        await redis.zrem(keyOf.all, tokenHash);
      }),

    count: (now) =>
      connection.run(async (redis) => {
        await redis.zremrangebyscore(keyOf.all, 0, now);
        return redis.zcard(keyOf.all);
      }),
  };
}

async function find(redis: Redis, tokenHash: string): Promise<DriveSession | undefined> {
  return StoredSession.safeParse(await redis.hgetall(keyOf.session(tokenHash))).data;
}

/** The newest session ends last, and with it the index. */
async function addToIndex(redis: Redis, index: string, { tokenHash, validUntil }: DriveSession): Promise<void> {
  await redis.zadd(index, validUntil, tokenHash);
  await redis.pexpireat(index, validUntil);
}
