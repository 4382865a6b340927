import { readXml } from '../body/read-xml.ts';
import { parseCorsRules } from '../cors.ts';
import { parseAbortRules } from '../lifecycle.ts';
import { buildTestMessage } from '../notifications/event-message.ts';
import { defaultBusArn, parseNotificationRules } from '../notifications/notification-rules.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error, type S3ErrorCode } from '../s3-error.ts';
import type { BucketConfiguration } from '../storage/bucket-table.ts';
import { transact } from '../storage/transact.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { writeXml } from '../xml/write-xml.ts';
import { requireBucket } from './require.ts';

export async function putBucketCors(call: S3Call): Promise<S3Answer> {
  const { text, root } = await readXml(call);
  parseCorsRules(root);
  call.state.buckets.configure(call.bucket, 'cors', text);
  return {};
}

export async function putBucketLifecycle(call: S3Call): Promise<S3Answer> {
  const { text, root } = await readXml(call);
  parseAbortRules(root);
  call.state.buckets.configure(call.bucket, 'lifecycle', text);
  return {};
}

/** S3 sends a test message to a queue it is told of; here only to one that was not configured before. */
export async function putBucketNotification(call: S3Call): Promise<S3Answer> {
  const { text, root } = await readXml(call);
  const { state, bucket, now, requestId } = call;
  const queues = queuesOf(root);
  transact(state.db, () => {
    const before = requireBucket(call).notification;
    const known = before === null ? new Set<string>() : queuesOf(parseXml(before));
    state.buckets.configure(bucket, 'notification', text);
    if (headerOf(call.headers, 'x-amz-skip-destination-validation') === 'true') return;
    const body = buildTestMessage(bucket, now, requestId);
    for (const targetArn of queues) if (!known.has(targetArn)) state.outbox.add({ targetArn, body });
  });
  state.outbox.deliver();
  return {};
}

function queuesOf(root: ReturnType<typeof parseXml>): Set<string> {
  const targets = parseNotificationRules(root).map(({ targetArn }) => targetArn);
  return new Set(targets.filter((targetArn) => targetArn !== defaultBusArn));
}

export function getBucketCors(call: S3Call): S3Answer {
  return get(call, 'cors', 'NoSuchCORSConfiguration', 'The CORS configuration does not exist');
}

export function getBucketLifecycle(call: S3Call): S3Answer {
  return get(call, 'lifecycle', 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
}

export function getBucketNotification(call: S3Call): S3Answer {
  return { xml: requireBucket(call).notification ?? writeXml('NotificationConfiguration', {}) };
}

export function deleteBucketCors({ state, bucket }: S3Call): S3Answer {
  state.buckets.configure(bucket, 'cors', null);
  return { status: 204 };
}

export function deleteBucketLifecycle({ state, bucket }: S3Call): S3Answer {
  state.buckets.configure(bucket, 'lifecycle', null);
  return { status: 204 };
}

function get(call: S3Call, what: BucketConfiguration, code: S3ErrorCode, message: string): S3Answer {
  const xml = requireBucket(call)[what];
  if (xml === null) throw new S3Error(code, message);
  return { xml };
}
