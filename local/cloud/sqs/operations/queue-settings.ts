import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { mergeAttributes } from '../queue-attributes.ts';
import type { Queue } from '../queue-store.ts';
import type { SqsContext } from '../sqs-context.ts';
import { invalidAttributeName } from '../sqs-error.ts';
import { assertRedriveTarget } from './queue-lifecycle.ts';

const toSeconds = (milliseconds: number) => String(Math.floor(milliseconds / 1_000));

/** Names that GetQueueAttributes knows besides a queue's present settings. */
const optional = new Set([
  'All',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
]);

function allAttributes({ messages }: SqsContext, queue: Queue): Record<string, string> {
  const counts = messages.count(queue);
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.ready),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    CreatedTimestamp: toSeconds(queue.createdAt),
    LastModifiedTimestamp: toSeconds(queue.modifiedAt),
  };
}

/** Reading and changing the settings of a queue. */
export function queueSettings(context: SqsContext) {
  const { queues, polls } = context;
  return {
    GetQueueAttributes: operation(
      z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).default([]) }),
      ({ QueueUrl, AttributeNames }) => {
        const all = allAttributes(context, queues.getByUrl(QueueUrl));
        const unknown = AttributeNames.find((name) => !optional.has(name) && all[name] === undefined);
        if (unknown !== undefined) throw invalidAttributeName(unknown);
        const wanted = (name: string) => AttributeNames.includes('All') || AttributeNames.includes(name);
        const Attributes = Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
        return Object.keys(Attributes).length > 0 ? { Attributes } : {};
      },
    ),
    SetQueueAttributes: operation(
      z.object({ QueueUrl: z.string(), Attributes: z.record(z.string(), z.string()) }),
      ({ QueueUrl, Attributes }) => {
        const queue = queues.getByUrl(QueueUrl);
        const merged = mergeAttributes(queue.attributes, Attributes);
        assertRedriveTarget(context, merged);
        queues.setAttributes(queue, merged);
        polls.wake(queue.id);
        return {};
      },
    ),
  };
}
