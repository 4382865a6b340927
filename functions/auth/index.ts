import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { createApiTokenStore } from '../../shared/adapters/dynamo/api-token-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { openRedis } from '../../shared/adapters/redis/open-redis.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { createRedisThrottleStore } from '../../shared/adapters/redis/redis-throttle-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import { readRedisEnv } from '../../shared/config/redis-env.ts';
import { createArgon2Hasher } from '../../shared/domain/accounts/argon2-hasher.ts';
import { createLoginThrottle } from '../../shared/domain/accounts/login-throttle.ts';
import { createRegisterThrottle } from '../../shared/domain/accounts/register-throttle.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { endpoints, routes } from './endpoints.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);
const redis = openRedis(readRedisEnv());
const throttles = createRedisThrottleStore(redis);

/** The auth area: accounts, their sessions and their API tokens. */
export const handler = serveArea({
  area: 'auth',
  routes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints,
  deps: {
    users: createUserStore(table),
    sessions: createRedisSessionStore(redis),
    passwords: createArgon2Hasher(),
    loginThrottle: createLoginThrottle(throttles),
    registerThrottle: createRegisterThrottle(throttles),
    newUserId: () => ulid(),
    newToken: () => randomBytes(32).toString('base64url'),
    newSessionId: () => randomBytes(16).toString('base64url'),
    tokens: createApiTokenStore(table),
    newTokenId: () => ulid(),
    newSecret: () => randomBytes(32),
  },
});
