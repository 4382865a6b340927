import { buildBusEvent } from '../notifications/bus-event.ts';
import { buildEventMessage, type S3Event } from '../notifications/event-message.ts';
import {
  defaultBusArn,
  parseNotificationRules,
  ruleMatches,
  type S3EventName,
} from '../notifications/notification-rules.ts';
import type { S3Call } from '../s3-call.ts';
import type { NewObject, Segment } from '../storage/object-table.ts';
import { transact } from '../storage/transact.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { assertWriteAllowed } from './conditions.ts';
import { requireBucket } from './require.ts';

export type ObjectCommit = {
  object: Omit<NewObject, 'bucket' | 'key' | 'modified'>;
  segments: readonly Segment[];
  event: S3EventName;
  /** More changes of the same transaction. @returns Files that are no longer needed. */
  also?: () => string[];
};

/**
 * Makes an object visible: its row, its notifications and `also` in one transaction, so that a crash leaves all or nothing.
 * The files must be complete by now; the ones that were replaced are unlinked afterwards.
 *
 * @throws S3Error when a condition of the request does not hold; nothing has changed then.
 */
export function commitObject(call: S3Call, { object, segments, event, also }: ObjectCommit): void {
  const { state, bucket, key, now } = call;
  const freed = transact(state.db, () => {
    requireBucket(call);
    assertWriteAllowed(call.headers, state.objects.find(bucket, key));
    const replaced = state.objects.replace({ ...object, bucket, key, modified: now }, segments);
    addNotifications(call, event, key, { size: object.size, etag: object.etag });
    return [...replaced, ...(also?.() ?? [])];
  });
  state.blobs.remove(freed);
  state.outbox.deliver();
}

/** Deletes an object, if there is one. */
export function commitDelete(call: S3Call, key: string): void {
  const { state, bucket } = call;
  const freed = transact(state.db, () => {
    if (state.objects.find(bucket, key)) addNotifications(call, 'ObjectRemoved:Delete', key);
    return state.objects.delete(bucket, key);
  });
  state.blobs.remove(freed);
  state.outbox.deliver();
}

function addNotifications(call: S3Call, name: S3EventName, key: string, object?: S3Event['object']): void {
  const { state, bucket, now, requestId, sourceAddress, region } = call;
  const configuration = state.buckets.find(bucket)?.notification;
  if (!configuration) return;
  const event = { name, bucket, key, at: now, requestId, sourceAddress, region, ...(object && { object }) };
  for (const rule of parseNotificationRules(parseXml(configuration))) {
    if (!ruleMatches(rule, name, key)) continue;
    const { targetArn } = rule;
    const sequencer = nextSequencer(now);
    const body =
      targetArn === defaultBusArn ? buildBusEvent(event, sequencer) : buildEventMessage(event, rule, sequencer);
    state.outbox.add({ targetArn, body });
  }
}

let sequence = 0;

/** Grows from event to event, so that a receiver can tell which of two events on one key came later. */
function nextSequencer(now: number): string {
  sequence = Math.max(sequence + 1, now * 1000);
  return sequence.toString(16).toUpperCase().padStart(16, '0');
}
