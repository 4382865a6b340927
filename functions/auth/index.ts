import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { createApiTokenStore } from '../../shared/adapters/dynamo/api-token-store.ts';
import { createAuditLog } from '../../shared/adapters/dynamo/audit-log.ts';
import { createCredentialChanges } from '../../shared/adapters/dynamo/credential-changes.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { createRemovalStore } from '../../shared/adapters/dynamo/removal-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openRedis } from '../../shared/adapters/redis/open-redis.ts';
import { createRedisDriveSessionCache } from '../../shared/adapters/redis/redis-drive-session-cache.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { createRedisThrottleStore } from '../../shared/adapters/redis/redis-throttle-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import { readRedisEnv } from '../../shared/config/redis-env.ts';
import { createArgon2Hasher } from '../../shared/domain/accounts/argon2-hasher.ts';
import { createLoginThrottle } from '../../shared/domain/accounts/login-throttle.ts';
import { createMailThrottle } from '../../shared/domain/accounts/mail-throttle.ts';
import { createRegisterThrottle } from '../../shared/domain/accounts/register-throttle.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { openLog } from '../../shared/log/open-log.ts';
import type { AuthDeps } from './endpoint.ts';
import { endpoints, routes } from './endpoints.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN', 'REGISTRATION');
const table = openTable(env.TABLE_NAME);
const redis = openRedis(readRedisEnv());
const log = openLog('hopper-auth');
const tell = createTellMetric();
const throttles = createRedisThrottleStore(redis);

const deps: AuthDeps = {
  registration: env.REGISTRATION,
  users: createUserStore(table),
  sessions: createRedisSessionStore(redis, (value) => tell('ActiveSessions', { value, of: {} })),
  passwords: createArgon2Hasher(),
  loginThrottle: createLoginThrottle(throttles),
  registerThrottle: createRegisterThrottle(throttles),
  newUserId: () => ulid(),
  newToken: () => randomBytes(32).toString('base64url'),
  newSessionId: () => randomBytes(16).toString('base64url'),
  tokens: createApiTokenStore(table),
  newTokenId: () => ulid(),
  newSecret: () => randomBytes(32),
  changes: createCredentialChanges(table),
  mails: createMailOutbox(table, systemClock, () => ulid()),
  mailThrottle: createMailThrottle(throttles),
  links: {
    verify_email: createMailTokenStore(table, 'verify_email'),
    reset_password: createMailTokenStore(table, 'reset_password'),
    confirm_new_email: createMailTokenStore(table, 'confirm_new_email'),
  },
  driveSessions: createRedisDriveSessionCache(redis),
  removals: createRemovalStore(table),
  audit: createAuditLog(table),
  newEventId: (at) => ulid(at),
  onAuditLost: (error) => log.error('event of security not kept', { error }),
  onMailLost: (error) => log.error('mail not ordered', { error }),
};

/** The auth area: accounts, their sessions and their API tokens. */
export const handler = serveArea({
  area: 'auth',
  routes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints,
  deps,
});
