import { randomBytes } from 'node:crypto';
import { createAuditDeps } from '../../shared/adapters/dynamo/audit-deps.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createDriveSessionStore } from '../../shared/adapters/dynamo/drive-session-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createHandOverStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openRedis } from '../../shared/adapters/redis/open-redis.ts';
import { createRedisDriveSessionCache } from '../../shared/adapters/redis/redis-drive-session-cache.ts';
import { readEnv } from '../../shared/config/env.ts';
import { readRedisEnv } from '../../shared/config/redis-env.ts';
import { sessionRoutes } from '../../shared/contract/routes/drive-sessions.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { openLog } from '../../shared/log/open-log.ts';
import type { Deps } from './deps.ts';
import { endDriveSession, logOutOfDrive } from './end-session.ts';
import { listDriveSessions, validateDriveSession } from './look-at-sessions.ts';
import { startDriveSession } from './start-session.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);
const tell = createTellMetric();

const deps: Deps = {
  ...createAuditDeps(table, openLog('hopper-session')),
  sessions: createDriveSessionStore(table),
  cache: createRedisDriveSessionCache(openRedis(readRedisEnv())),
  accounts: createDriveAccountStore(table),
  handOvers: createHandOverStore(table),
  countSessions: (value) => tell('ActiveDriveSessions', { value, of: {} }),
  newToken: () => randomBytes(32).toString('base64url'),
};

/** The session area: Drive sessions, which live in the cache beside those of the browser. */
export const handler = serveArea({
  area: 'session',
  routes: sessionRoutes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: { startDriveSession, validateDriveSession, listDriveSessions, endDriveSession, logOutOfDrive },
  deps,
});
