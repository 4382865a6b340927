import { type RedisEnv, readAwsIdentity } from '../../config/redis-env.ts';
import { createRedisConnection, type RedisConnection } from './redis-connection.ts';

/** The Redis that the environment names: with a password signed by the function's own role where it is ElastiCache. */
export function openRedis({ url, cacheName }: RedisEnv): RedisConnection {
  if (!cacheName) return createRedisConnection({ url });
  const user = decodeURIComponent(new URL(url).username);
  const password = async () => {
    // Loaded here: a Redis without IAM needs no signer.
    const { signCachePassword } = await import('./cache-password.ts');
    return signCachePassword({ cacheName, user, identity: readAwsIdentity(), now: new Date() });
  };
  return createRedisConnection({ url, password });
}
