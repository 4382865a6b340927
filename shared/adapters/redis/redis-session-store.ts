import type { Redis } from 'ioredis';
import { absoluteMilliseconds, endOf, type Session } from '../../domain/accounts/session.ts';
import type { SessionStore } from '../../domain/accounts/session-store.ts';
import { parseSession } from './parse-session.ts';
import type { RedisConnection } from './redis-connection.ts';

const keyOf = {
  session: (tokenHash: string) => `session:${tokenHash}`,
  /** Session id → token hash. */
  index: (userId: string) => `sessions:${userId}`,
  /** Token hashes of all users by the end of their sessions, to be counted. */
  all: 'sessions',
};

/** The index outlives the newest session in it. */
const addToIndex = `
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return redis.call('HLEN', KEYS[1])`;

/**
 * Sessions in Redis, one key each, and per user an index to list and end them.
 *
 * The keys of one user are in different slots of the cache, so no transaction spans them; the order of writes makes up
 * for it. A session is written before its index entry: if the process dies in between, nobody has been given the token.
 * It is removed before its entry: an entry without a session is only a stale line, which the next listing clears.
 * @param onCount is told with each new session how many there are
 */
export function createRedisSessionStore(
  connection: RedisConnection,
  onCount: (active: number) => void = () => {},
): SessionStore {
  return {
    async add(session) {
      const { ofUser, ofAll } = await connection.run((redis) => add(redis, session));
      onCount(ofAll);
      return ofUser;
    },

    find: (tokenHash) =>
      connection.run(async (redis) => parseSession(tokenHash, await redis.get(keyOf.session(tokenHash)))),

    async touch(session) {
      // XX: a session that was ended since it was read does not come back.
      await connection.run(async (redis) => {
        await redis.set(keyOf.session(session.tokenHash), toText(session), 'PX', lifeOf(session), 'XX');
        await redis.zadd(keyOf.all, 'XX', endOf(session), session.tokenHash);
      });
    },

    list: (userId) => connection.run((redis) => list(redis, userId)),

    end: ({ tokenHash, sessionId, userId }) =>
      connection.run(async (redis) => {
        const removed = await redis.del(keyOf.session(tokenHash));
        await redis.hdel(keyOf.index(userId), sessionId);
        await redis.zrem(keyOf.all, tokenHash);
        return removed > 0;
      }),
  };
}

async function add(redis: Redis, session: Session): Promise<{ ofUser: number; ofAll: number }> {
  const index = keyOf.index(session.userId);
  await redis.set(keyOf.session(session.tokenHash), toText(session), 'PX', lifeOf(session));
  const count = await redis.eval(addToIndex, 1, index, session.sessionId, session.tokenHash, absoluteMilliseconds);
  await redis.zremrangebyscore(keyOf.all, 0, session.lastSeenAt);
  await redis.zadd(keyOf.all, endOf(session), session.tokenHash);
  return { ofUser: Number(count), ofAll: await redis.zcard(keyOf.all) };
}

async function list(redis: Redis, userId: string): Promise<Session[]> {
  const index = keyOf.index(userId);
  const entries = Object.entries(await redis.hgetall(index));
  const sessions = await Promise.all(
    entries.map(async ([, tokenHash]) => parseSession(tokenHash, await redis.get(keyOf.session(tokenHash)))),
  );
  const stale = entries.filter((_, position) => !sessions[position]).map(([sessionId]) => sessionId);
  if (stale.length > 0) await redis.hdel(index, ...stale);
  return sessions.filter((session) => session !== undefined);
}

function toText({ tokenHash: _key, ...value }: Session): string {
  return JSON.stringify(value);
}

/** From the moment the session was last seen, which is when it is written. */
function lifeOf(session: Session): number {
  return Math.max(1, endOf(session) - session.lastSeenAt);
}
