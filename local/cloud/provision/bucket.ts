import { isDeepStrictEqual } from 'node:util';
import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';
import { LifecycleConfiguration, setLifecycle } from './bucket-lifecycle.ts';
import { Flag } from './flag.ts';

const CorsRule = z.object({
  AllowedHeaders: z.array(z.string()).optional(),
  AllowedMethods: z.array(z.string()),
  AllowedOrigins: z.array(z.string()),
  ExposedHeaders: z.array(z.string()).optional(),
  MaxAge: z.coerce.number().optional(),
});
const QueueConfiguration = z.object({
  Event: z.string(),
  Queue: z.string(),
  Filter: z
    .object({ S3Key: z.object({ Rules: z.array(z.object({ Name: z.string(), Value: z.string() })) }) })
    .optional(),
});
const Properties = z.object({
  BucketName: z.string().optional(),
  CorsConfiguration: z.object({ CorsRules: z.array(CorsRule) }).optional(),
  LifecycleConfiguration: LifecycleConfiguration.optional(),
  NotificationConfiguration: z
    .object({
      QueueConfigurations: z.array(QueueConfiguration).default([]),
      EventBridgeConfiguration: z.object({ EventBridgeEnabled: Flag }).optional(),
    })
    .optional(),
});

async function createBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

async function setCors(client: S3Client, Bucket: string, rules: z.infer<typeof CorsRule>[]): Promise<void> {
  if (rules.length === 0) {
    await client.send(new DeleteBucketCorsCommand({ Bucket }));
    return;
  }
  const CORSRules = rules.map(({ ExposedHeaders, MaxAge, ...rule }) => ({
    ...rule,
    ...(ExposedHeaders && { ExposeHeaders: ExposedHeaders }),
    ...(MaxAge !== undefined && { MaxAgeSeconds: MaxAge }),
  }));
  await client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
}

/** Only when they differ: S3 sends a test message whenever they are set, and every start would wake a function. */
async function setNotifications(
  client: S3Client,
  Bucket: string,
  queues: z.infer<typeof QueueConfiguration>[],
  tellsBus: boolean,
): Promise<void> {
  const QueueConfigurations = queues.map(({ Event, Queue, Filter }) => ({
    QueueArn: Queue,
    Events: [toEvent(Event)],
    ...(Filter && { Filter: { Key: { FilterRules: Filter.S3Key.Rules.map(toFilterRule) } } }),
  }));
  const NotificationConfiguration = { QueueConfigurations, ...(tellsBus && { EventBridgeConfiguration: {} }) };
  const now = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  if (isDeepStrictEqual(describeRules(now), describeRules(NotificationConfiguration))) return;
  await client.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
}

/** What the rules say, without the ids that S3 gives them. */
function describeRules({ QueueConfigurations = [], EventBridgeConfiguration }: NotificationConfiguration): unknown {
  const queues = QueueConfigurations.map(({ QueueArn, Events, Filter }) => ({
    QueueArn,
    Events,
    rules: (Filter?.Key?.FilterRules ?? []).map(({ Name, Value }) => `${Name?.toLowerCase()}=${Value}`),
  }));
  return [...queues, EventBridgeConfiguration !== undefined];
}

function toFilterRule({ Name, Value }: { Name: string; Value: string }) {
  const name = Name.toLowerCase();
  if (name !== 'prefix' && name !== 'suffix') throw new Error(`a notification filter cannot look at ${Name}`);
  return { Name: name === 'prefix' ? ('prefix' as const) : ('suffix' as const), Value };
}

function toEvent(text: string): Event {
  const known: Record<string, Event> = {
    's3:ObjectCreated:*': 's3:ObjectCreated:*',
    's3:ObjectCreated:Put': 's3:ObjectCreated:Put',
    's3:ObjectCreated:Copy': 's3:ObjectCreated:Copy',
    's3:ObjectCreated:CompleteMultipartUpload': 's3:ObjectCreated:CompleteMultipartUpload',
    's3:ObjectRemoved:*': 's3:ObjectRemoved:*',
    's3:ObjectRemoved:Delete': 's3:ObjectRemoved:Delete',
  };
  const event = known[text];
  if (event) return event;
  throw new Error(`the local cloud sends no notification for ${text}`);
}

/** Bucket names are lower-case and at most 63 characters long. */
function toBucketName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, '-')
    .slice(0, 63);
}

/** `AWS::S3::Bucket` with CORS, notifications and the aborting of old uploads; the rest is AWS's own. */
export function bucketType(client: S3Client): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    const bucket = properties.BucketName ?? toBucketName(request.generatedName);
    await createBucket(client, bucket);
    await setCors(client, bucket, properties.CorsConfiguration?.CorsRules ?? []);
    if (properties.LifecycleConfiguration) await setLifecycle(client, bucket, properties.LifecycleConfiguration);
    if (properties.NotificationConfiguration) {
      const { QueueConfigurations, EventBridgeConfiguration } = properties.NotificationConfiguration;
      const tellsBus = EventBridgeConfiguration?.EventBridgeEnabled ?? false;
      await setNotifications(client, bucket, QueueConfigurations, tellsBus);
    }
    const domain = `${bucket}.s3.amazonaws.com`;
    return {
      ref: bucket,
      attributes: { Arn: `arn:aws:s3:::${bucket}`, DomainName: domain, RegionalDomainName: domain },
    };
  };
}
