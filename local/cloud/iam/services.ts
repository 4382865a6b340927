import * as z from 'zod';
import type { EventBusOptions } from '../events/event-bus.ts';
import { localAccount } from '../json-service/local-account.ts';
import { defaultBusArn } from '../s3/notifications/notification-rules.ts';
import type { Notify } from '../s3/notifications/outbox.ts';
import type { Delivery } from '../scheduler/delivery.ts';
import type { Guard } from './guard.ts';

const Announcement = z.union([
  z.object({ Records: z.tuple([z.object({ s3: z.object({ bucket: z.object({ name: z.string() }) }) })]) }),
  z.object({ Bucket: z.string() }),
]);

/** Lets S3 send a message only to a queue whose policy lets its bucket in; else it is tried again later. The bus takes events from any bucket. */
export function permitNotification(guard: Guard, notify: Notify): Notify {
  return async (notification) => {
    if (notification.targetArn === defaultBusArn) return notify(notification);
    await guard.known;
    const told = Announcement.parse(JSON.parse(notification.body));
    const bucket = 'Bucket' in told ? told.Bucket : told.Records[0].s3.bucket.name;
    const context = { 'aws:SourceArn': `arn:aws:s3:::${bucket}`, 'aws:SourceAccount': localAccount };
    const need = { action: 'sqs:SendMessage', resource: notification.targetArn, context };
    assert(guard.findServiceRefusal({ service: 's3.amazonaws.com' }, need));
    await notify(notification);
  };
}

/** Lets Scheduler do only what the role grants that it was handed. */
export function permitDelivery(guard: Guard, deliver: (delivery: Delivery) => Promise<void>): typeof deliver {
  return async (delivery) => {
    await guard.known;
    const { targetArn, roleArn } = delivery;
    const action = targetArn.startsWith('arn:aws:sqs:') ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
    assert(guard.findServiceRefusal({ roleArn }, { action, resource: targetArn }));
    await deliver(delivery);
  };
}

/** Lets a rule of EventBridge invoke only a function whose policy lets it; else the event stays with whoever put it in. */
export function permitRule(guard: Guard, invoke: EventBusOptions['invoke']): typeof invoke {
  return async (functionArn, body, ruleArn) => {
    await guard.known;
    const context = { 'aws:SourceArn': ruleArn, 'aws:SourceAccount': localAccount };
    const need = { action: 'lambda:InvokeFunction', resource: functionArn, context };
    assert(guard.findServiceRefusal({ service: 'events.amazonaws.com' }, need));
    await invoke(functionArn, body, ruleArn);
  };
}

function assert(refusal: string | undefined): void {
  if (refusal !== undefined) throw new Error(refusal);
}
