import * as z from 'zod';
import { localAccount } from '../../json-service/local-account.ts';
import { operation } from '../../json-service/operation.ts';
import { fromPageToken, toPage } from '../../json-service/page.ts';
import {
  defaultAttributes,
  differingAttribute,
  mergeAttributes,
  type QueueAttributes,
  redrivePolicy,
} from '../queue-attributes.ts';
import type { SqsContext } from '../sqs-context.ts';
import { invalidParameter, queueDoesNotExist, queueNameExists, unsupportedOperation } from '../sqs-error.ts';

const attributesInput = z.record(z.string(), z.string()).default({});
const defaultPageSize = 1_000;

/** The address of a queue as clients use it. */
export function queueUrl(baseUrl: string, name: string): string {
  return `${baseUrl}/${localAccount}/${name}`;
}

function assertName(name: string): void {
  if (name.endsWith('.fifo'))
    throw unsupportedOperation('The local queue server has standard queues only, no FIFO queues.');
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  }
}

/** Throws when the redrive policy names a queue that does not exist. */
export function assertRedriveTarget({ queues }: SqsContext, attributes: QueueAttributes): void {
  const policy = redrivePolicy(attributes);
  if (policy && !queues.findByArn(policy.deadLetterTargetArn)) {
    throw invalidParameter(
      `Value ${attributes.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  }
}

/** Creating, finding, listing, emptying and deleting queues. */
export function queueLifecycle(context: SqsContext) {
  const { queues, messages, polls } = context;
  return {
    CreateQueue: operation(
      z.object({ QueueName: z.string(), Attributes: attributesInput }),
      ({ QueueName, Attributes }, call) => {
        assertName(QueueName);
        const attributes = mergeAttributes(defaultAttributes, Attributes);
        assertRedriveTarget(context, attributes);
        const present = queues.find(QueueName);
        const differing = present && differingAttribute(present.attributes, Attributes);
        if (differing !== undefined) throw queueNameExists(differing);
        if (!present) queues.create(QueueName, attributes);
        return { QueueUrl: queueUrl(call.baseUrl, QueueName) };
      },
    ),
    GetQueueUrl: operation(z.object({ QueueName: z.string() }), ({ QueueName }, call) => {
      if (!queues.find(QueueName)) throw queueDoesNotExist();
      return { QueueUrl: queueUrl(call.baseUrl, QueueName) };
    }),
    ListQueues: operation(
      z.object({
        QueueNamePrefix: z.string().default(''),
        MaxResults: z.int().min(1).max(1_000).default(defaultPageSize),
        NextToken: z.string().optional(),
      }),
      ({ QueueNamePrefix, MaxResults, NextToken }, call) => {
        const after = fromPageToken(NextToken, invalidParameter);
        const names = queues.list().map(({ name }) => name);
        const matching = names.filter((name) => name.startsWith(QueueNamePrefix) && name > after);
        const page = toPage(matching, MaxResults, (name) => name);
        return { QueueUrls: page.items.map((name) => queueUrl(call.baseUrl, name)), NextToken: page.nextToken };
      },
    ),
    DeleteQueue: operation(z.object({ QueueUrl: z.string() }), ({ QueueUrl }) => {
      const queue = queues.getByUrl(QueueUrl);
      queues.delete(queue);
      polls.endAll(queue.id);
      return {};
    }),
    PurgeQueue: operation(z.object({ QueueUrl: z.string() }), ({ QueueUrl }) => {
      messages.purge(queues.getByUrl(QueueUrl));
      return {};
    }),
  };
}
