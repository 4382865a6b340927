import { randomUUID } from 'node:crypto';
import { localAccount } from '../../json-service/local-account.ts';
import type { S3Event } from './event-message.ts';
import type { S3EventName } from './notification-rules.ts';

/** Kind of event and its reason, by the name that notifications have for both. */
const kinds: Readonly<Record<S3EventName, readonly [detailType: string, reason: string]>> = {
  'ObjectCreated:Put': ['Object Created', 'PutObject'],
  'ObjectCreated:Copy': ['Object Created', 'CopyObject'],
  'ObjectCreated:CompleteMultipartUpload': ['Object Created', 'CompleteMultipartUpload'],
  'ObjectRemoved:Delete': ['Object Deleted', 'DeleteObject'],
};

/**
 * The event that EventBridge gets. Unlike those of notifications its keys are written as they are.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function buildBusEvent(event: S3Event, sequencer: string): string {
  const { name, bucket, key, object, at, requestId, sourceAddress, region } = event;
  const [detailType, reason] = kinds[name];
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source: 'aws.s3',
    account: localAccount,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, ...object, sequencer },
      'request-id': requestId,
      requester: localAccount,
      'source-ip-address': sourceAddress,
      reason,
    },
  });
}
