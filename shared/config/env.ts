import * as z from 'zod';
import { forEachPlatform, type PlatformName } from '../contract/platform-names.ts';
import { Registration } from './registration.ts';

/** Name of the variable that holds the URL of a platform's publish queue. */
export function publishQueueVariable(platform: PlatformName): EnvName {
  return `PUBLISH_QUEUE_URL_${upper(platform)}`;
}

/** Name of the variable that holds the ARN of a platform's publish queue: what schedules send to. */
export function publishQueueArnVariable(platform: PlatformName): EnvName {
  return `PUBLISH_QUEUE_ARN_${upper(platform)}`;
}

function upper<T extends string>(value: T): Uppercase<T>;
function upper(value: string): string {
  return value.toUpperCase();
}

/**
 * Every environment variable that product code reads: constructs set them, functions read them with `readEnv`,
 * `.env.example` lists the ones a person may set. Platform addresses default to the real platforms.
 */
export const envSchemas = {
  TABLE_NAME: z.string().min(1),
  VIDEOS_BUCKET: z.string().min(1),
  TOKEN_KEY_ID: z.string().min(1),
  /** Name in Parameter Store. */
  PLATFORM_SECRETS_PARAMETER: z.string().min(1),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** ElastiCache cache name: present where the connection authenticates with IAM. */
  REDIS_CACHE_NAME: z.string().optional(),
  /** Scheme and host that browsers see; decides cookie flags, redirect URIs and the origin check. */
  APP_ORIGIN: z.url().transform((value) => new URL(value).origin),
  /** Who may make an account. */
  REGISTRATION: Registration,
  /** What CloudFront must show, see `origin-proof.ts`, which reads it. */
  ORIGIN_PROOF_HASHES: z.string().optional(),
  PUBLISH_QUEUE_URL_YOUTUBE: z.url(),
  PUBLISH_QUEUE_URL_TIKTOK: z.url(),
  PUBLISH_QUEUE_URL_INSTAGRAM: z.url(),
  PUBLISH_QUEUE_ARN_YOUTUBE: z.string().min(1),
  PUBLISH_QUEUE_ARN_TIKTOK: z.string().min(1),
  PUBLISH_QUEUE_ARN_INSTAGRAM: z.string().min(1),
  TRANSFER_QUEUE_URL: z.url(),
  /** Names of the functions that are invoked without waiting for them. */
  MAILER_FUNCTION: z.string().min(1),
  ACCOUNT_WORKER_FUNCTION: z.string().min(1),
  /** Sender of mails, `Hopper <hopper@example.com>`: an identity of SES. */
  MAIL_FROM: z.string().min(3),
  /** Group of the schedules of posts, the role they act with, and where their failures go. */
  SCHEDULE_GROUP: z.string().min(1),
  SCHEDULE_ROLE_ARN: z.string().min(1),
  SCHEDULE_DLQ_ARN: z.string().min(1),
  /** How long a worker may be silent before another one takes its post. */
  LEASE_SECONDS: z.coerce.number().int().min(2).max(600).default(30),
  GOOGLE_OAUTH_AUTHORIZE_URL: z.url().default('https://accounts.google.com/o/oauth2/v2/auth'),
  GOOGLE_OAUTH_TOKEN_URL: z.url().default('https://oauth2.googleapis.com/token'),
  GOOGLE_OAUTH_REVOKE_URL: z.url().default('https://oauth2.googleapis.com/revoke'),
  YOUTUBE_API_URL: z.url().default('https://www.googleapis.com'),
  GOOGLE_DRIVE_URL: z.url().default('https://www.googleapis.com'),
  TIKTOK_AUTHORIZE_URL: z.url().default('https://www.tiktok.com/v2/auth/authorize/'),
  TIKTOK_API_URL: z.url().default('https://open.tiktokapis.com'),
  INSTAGRAM_AUTHORIZE_URL: z.url().default('https://www.instagram.com/oauth/authorize'),
  INSTAGRAM_API_URL: z.url().default('https://api.instagram.com'),
  INSTAGRAM_GRAPH_URL: z.url().default('https://graph.instagram.com'),
  /** Host of the Facebook Login dialog. */
  FACEBOOK_AUTHORIZE_URL: z.url().default('https://www.facebook.com'),
  FACEBOOK_GRAPH_URL: z.url().default('https://graph.facebook.com'),
  /** Host of resumable uploads, for accounts connected by Facebook Login. */
  INSTAGRAM_UPLOAD_URL: z.url().default('https://rupload.facebook.com'),
  /** Version of the Graph API in every path. */
  INSTAGRAM_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v26.0'),
} as const;

export type EnvName = keyof typeof envSchemas;
type Env<Names extends EnvName> = { [Name in Names]: z.infer<(typeof envSchemas)[Name]> };

/**
 * Reads and checks variables of this process.
 * @throws Error that names every missing or malformed variable.
 */
export function readEnv<const Names extends EnvName>(...names: readonly Names[]): Env<Names>;
export function readEnv(...names: readonly EnvName[]): unknown {
  const shape = Object.fromEntries(names.map((name) => [name, envSchemas[name]]));
  const result = z.object(shape).safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Environment is incomplete: ${problems.join('; ')}`);
}

/** The publish queue of every platform, from the environment. */
export function readPublishQueues(): Record<PlatformName, string> {
  return forEachPlatform((platform) => {
    const name = publishQueueVariable(platform);
    return z.url().parse(readEnv(name)[name]);
  });
}

/** The same queues by ARN. */
export function readPublishQueueArns(): Record<PlatformName, string> {
  return forEachPlatform((platform) => {
    const name = publishQueueArnVariable(platform);
    return z.string().parse(readEnv(name)[name]);
  });
}
