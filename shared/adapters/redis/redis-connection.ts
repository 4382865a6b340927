import { Redis } from 'ioredis';
import { HopperError } from '../../domain/hopper-error.ts';

export interface RedisSettings {
  /** `redis://host:port`, or `rediss://user@host:port` with TLS. */
  readonly url: string;
  /** Makes the password of a new connection. Missing: the server asks for none. */
  readonly password?: (() => Promise<string>) | undefined;
  /** How long one command may take; default a second. */
  readonly commandMilliseconds?: number;
}

/** One connection per process, made when first needed and again when it was lost. */
export interface RedisConnection {
  /**
   * Runs commands; they may run twice, so they must bear that.
   * @throws HopperError unavailable after about a second, whatever is wrong with Redis
   */
  run<T>(commands: (redis: Redis) => Promise<T>): Promise<T>;
  close(): void;
}

const connectMilliseconds = 1000;
/**
 * Between two requests a Lambda is frozen, and a VPC forgets connections that were silent for 350 seconds without telling
 * either end. To connect again costs less than to find that out by a time-out.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html#connection-tracking-timeouts
 */
const silenceMilliseconds = 240_000;
/**
 * ElastiCache ends a connection that was opened with IAM after 12 hours, be it in the middle of a command. A new one, with a
 * new password, is made before that.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html#auth-iam-limits
 */
const longestMilliseconds = 11 * 3600_000;

export function createRedisConnection(settings: RedisSettings, clock: () => number = Date.now): RedisConnection {
  let open: { readonly redis: Promise<Redis>; readonly openedAt: number; usedAt: number } | undefined;

  const close = () => {
    open?.redis.then((redis) => redis.disconnect()).catch(() => undefined);
    open = undefined;
  };
  const runOnce = async <T>(commands: (redis: Redis) => Promise<T>): Promise<T> => {
    open ??= { redis: connect(settings), openedAt: clock(), usedAt: clock() };
    const mine = open;
    mine.usedAt = clock();
    try {
      return await commands(await mine.redis);
    } catch (error) {
      if (open === mine) close();
      throw error;
    }
  };
  return {
    async run(commands) {
      if (open && isTooOld(open, clock())) close();
      const isReused = open !== undefined;
      try {
        // A connection that ended since it was last used says so only now.
        return await runOnce(commands).catch((error) => {
          if (isReused && isConnectionLost(error)) return runOnce(commands);
          throw error;
        });
      } catch (cause) {
        throw new HopperError('unavailable', undefined, { cause });
      }
    },
    close,
  };
}

function isTooOld({ openedAt, usedAt }: { openedAt: number; usedAt: number }, now: number): boolean {
  return now - usedAt > silenceMilliseconds || now - openedAt > longestMilliseconds;
}

async function connect({ url, password, commandMilliseconds = 1000 }: RedisSettings): Promise<Redis> {
  const server = new URL(url);
  const redis = new Redis({
    host: server.hostname,
    port: Number(server.port || 6379),
    ...(server.protocol === 'rediss:' ? { tls: {} } : {}),
    username: decodeURIComponent(server.username),
    password: password ? await password() : decodeURIComponent(server.password),
    lazyConnect: true,
    connectTimeout: connectMilliseconds,
    commandTimeout: commandMilliseconds,
    // Nothing waits or is sent again behind our back: the caller answers 503 and the next request connects anew.
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  // The promise only says that the connection is closed; why comes as an event.
  let reason: Error | undefined;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw reason ?? error;
  }
  return redis;
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && error.message !== 'Command timed out' && error.name !== 'ReplyError';
}
