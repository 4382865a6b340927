import type { NotificationRule, S3EventName } from './notification-rules.ts';

export type S3Event = {
  name: S3EventName;
  bucket: string;
  key: string;
  /** Only of created objects. */
  object?: { size: number; etag: string };
  /** Milliseconds since the epoch. */
  at: number;
  requestId: string;
  sourceAddress: string;
  region: string;
};

/**
 * The message a queue receives for one event.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function buildEventMessage(event: S3Event, rule: NotificationRule, sequencer: string): string {
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: event.region,
    eventTime: new Date(event.at).toISOString(),
    eventName: event.name,
    userIdentity: { principalId: 'AWS:local' },
    requestParameters: { sourceIPAddress: event.sourceAddress },
    responseElements: { 'x-amz-request-id': event.requestId, 'x-amz-id-2': event.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: rule.id,
      bucket: { name: event.bucket, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${event.bucket}` },
      object: {
        key: encodeEventKey(event.key),
        ...(event.object && { size: event.object.size, eTag: event.object.etag }),
        sequencer,
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** What S3 sends once when a queue is first configured, so that a missing permission shows at once. */
export function buildTestMessage(bucket: string, at: number, requestId: string): string {
  const time = new Date(at).toISOString();
  const ids = { RequestId: requestId, HostId: requestId };
  return JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Time: time, Bucket: bucket, ...ids });
}

// Keys arrive form-encoded ("red flower.jpg" is "red+flower.jpg"), slashes stay.
function encodeEventKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
