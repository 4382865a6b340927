import { openRedis } from '../../shared/adapters/redis/open-redis.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { readRedisEnv } from '../../shared/config/redis-env.ts';
import { createAuthorizer } from './authorizer.ts';

/** Says who calls. */
export const handler = createAuthorizer({
  sessions: createRedisSessionStore(openRedis(readRedisEnv())),
  clock: Date.now,
  logError: (fields) => console.error(JSON.stringify({ level: 'ERROR', service: 'hopper-authorizer', ...fields })),
});
