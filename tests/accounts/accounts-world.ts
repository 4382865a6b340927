import { argon2Sync, randomBytes, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { AuthDeps } from '../../functions/auth/endpoint.ts';
import { endpoints, routes } from '../../functions/auth/endpoints.ts';
import { createAuthorizer } from '../../functions/authorizer/authorizer.ts';
import { createApiTokenStore } from '../../shared/adapters/dynamo/api-token-store.ts';
import { createAuditLog } from '../../shared/adapters/dynamo/audit-log.ts';
import { createCredentialChanges } from '../../shared/adapters/dynamo/credential-changes.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { createRemovalStore } from '../../shared/adapters/dynamo/removal-store.ts';
import { createTokenFinder } from '../../shared/adapters/dynamo/token-finder.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { createRedisConnection } from '../../shared/adapters/redis/redis-connection.ts';
import { createRedisDriveSessionCache } from '../../shared/adapters/redis/redis-drive-session-cache.ts';
import { createRedisSessionStore } from '../../shared/adapters/redis/redis-session-store.ts';
import { createRedisThrottleStore } from '../../shared/adapters/redis/redis-throttle-store.ts';
import { type Argon2Cost, createArgon2Hasher } from '../../shared/domain/accounts/argon2-hasher.ts';
import { createLoginThrottle } from '../../shared/domain/accounts/login-throttle.ts';
import { createMailThrottle } from '../../shared/domain/accounts/mail-throttle.ts';
import { createRegisterThrottle } from '../../shared/domain/accounts/register-throttle.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { TokenFinder } from '../../shared/domain/tokens/api-token-store.ts';
import { type AreaHandler, serveArea } from '../../shared/http/serve-area.ts';
import { startJsRedis } from '../adapters/redis-servers.ts';
import { startTcpProxy } from '../adapters/tcp-proxy.ts';
import { startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';

/** Argon2id like the real one, only cheap: what is tested is how often it runs. */
export const cheapCost: Argon2Cost = { memoryKibibytes: 8, passes: 1, lanes: 1 };

/** The auth area and the authorizer on a Redis and a DynamoDB of their own, with a clock that only tests move. */
export async function startAccounts() {
  const server = await startJsRedis();
  const wire = await startTcpProxy(Number(new URL(server.url).port));
  const redis = createRedisConnection({ url: `redis://127.0.0.1:${wire.port}` });
  const dynamo = await startDynoxide();
  const table = await createTestTable(dynamo.url);
  const clock = { now: Date.now() };
  /** Every step that reached a store or the hash, in order. */
  const steps: string[] = [];
  const logLines: unknown[] = [];

  const log = (message: string, fields: unknown) => logLines.push({ message, fields });
  const throttles = createRedisThrottleStore(redis);
  const audit = traced('audit', createAuditLog(table), steps);
  const deps: AuthDeps = {
    registration: 'open',
    users: traced('users', createUserStore(table), steps),
    sessions: traced('sessions', createRedisSessionStore(redis), steps),
    passwords: countingHasher(steps),
    loginThrottle: createLoginThrottle(traced('throttle', throttles, steps)),
    registerThrottle: createRegisterThrottle(traced('throttle', throttles, steps)),
    newUserId: randomUUID,
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
    audit,
    newEventId: (at) => ulid(at),
    onAuditLost: (error) => log('event of security not kept', error),
    onMailLost: (error) => log('mail not ordered', error),
  };
  const handlerAt = (origin: string): AreaHandler =>
    serveArea({
      area: 'auth',
      routes,
      origin,
      idempotency: createIdempotencyStore(table),
      endpoints,
      deps,
      clock: () => clock.now,
      logger: { info: log, error: log },
    });
  const authorizerWith = (tokens: () => Promise<TokenFinder>) =>
    createAuthorizer({
      sessions: createRedisSessionStore(redis),
      tokens,
      clock: () => clock.now,
      logError: (fields) => log('authorizer', fields),
    });
  const authorizer = authorizerWith(async () => traced('tokens', createTokenFinder(table), steps));
  const authorizerWithoutTable = authorizerWith(async () => {
    throw new Error('connect ECONNREFUSED');
  });
  return {
    clock,
    steps,
    logLines,
    deps,
    audit,
    handlerAt,
    authorizer,
    authorizerWithoutTable,
    table,
    wire,
    async close() {
      redis.close();
      await wire.close();
      await server.close();
      table.client.destroy();
      await dynamo.close();
    },
  };
}

export type AccountsWorld = Awaited<ReturnType<typeof startAccounts>>;

function countingHasher(steps: string[]) {
  return createArgon2Hasher(cheapCost, async (algorithm, parameters) => {
    steps.push('hash');
    return argon2Sync(algorithm, parameters);
  });
}

/** The same object, whose calls leave their names. */
function traced<T extends object>(name: string, target: T, steps: string[]): T {
  return new Proxy(target, {
    get(of, key) {
      const value: unknown = Reflect.get(of, key);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        steps.push(`${name}.${String(key)}`);
        return Reflect.apply(value, of, given);
      };
    },
  });
}
