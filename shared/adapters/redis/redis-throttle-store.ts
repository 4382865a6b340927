import type { ThrottleStore } from '../../domain/accounts/throttle-store.ts';
import { HopperError } from '../../domain/hopper-error.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Writes only over what was read; else answers what is there now. One key, so it runs in one slot. */
const compareAndSet = `
  local present = redis.call('GET', KEYS[1]) or ''
  if present ~= ARGV[1] then return present end
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return false`;

/** In every round at least one writer gets through, and the throttles write at most some thirty times at once. */
const maxRounds = 100;

/** Throttle records in Redis. Decisions stay in TypeScript: a write happens only if the record is still the one read. */
export function createRedisThrottleStore(connection: RedisConnection): ThrottleStore {
  return {
    async update(name, decide) {
      const key = `throttle:${name}`;
      let present = await connection.run((redis) => redis.get(key));
      for (let round = 0; round < maxRounds; round += 1) {
        const { answer, write } = decide(present ? JSON.parse(present) : undefined);
        if (!write) return answer;
        const args = [present ?? '', JSON.stringify(write.record), write.keepMilliseconds];
        const other = await connection.run((redis) => redis.eval(compareAndSet, 1, key, ...args));
        if (typeof other !== 'string') return answer;
        present = other;
      }
      throw new HopperError('unavailable', undefined, { cause: new Error(`Too many writers of ${key}.`) });
    },
  };
}
