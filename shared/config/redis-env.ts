/** How a function reaches Redis. */
export interface RedisEnv {
  readonly url: string;
  /** ElastiCache cache name: present where the connection authenticates with IAM. */
  readonly cacheName: string | undefined;
}

/**
 * REDIS_URL and REDIS_CACHE_NAME, as `readEnv` gives them. By hand, because the schema library would be a third of the
 * authorizer's bundle, and every request waits for that.
 *
 * @throws Error that names what is wrong
 */
export function readRedisEnv(): RedisEnv {
  const url = process.env.REDIS_URL ?? '';
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error('Environment is incomplete: REDIS_URL: a redis:// or rediss:// URL is missing');
  }
  return { url, cacheName: process.env.REDIS_CACHE_NAME };
}

/** The role of this function, as Lambda passes it. Read when it is used: it may be renewed. */
export function readAwsIdentity() {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!region || !accessKeyId || !secretAccessKey) throw new Error('Environment is incomplete: AWS credentials');
  return { region, accessKeyId, secretAccessKey, sessionToken: process.env.AWS_SESSION_TOKEN };
}
