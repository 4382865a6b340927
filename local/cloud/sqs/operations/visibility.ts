import * as z from 'zod';
import { inTransaction } from '../../json-service/open-database.ts';
import { operation } from '../../json-service/operation.ts';
import { batchInput, runBatch } from '../batch.ts';
import type { Queue } from '../queue-store.ts';
import { parseReceiptHandle } from '../receipt-handle.ts';
import type { SqsContext } from '../sqs-context.ts';
import { invalidParameter, messageNotInflight } from '../sqs-error.ts';
import { messageState } from '../sqs-schema.ts';

const shape = { ReceiptHandle: z.string(), VisibilityTimeout: z.number().optional() };

/** A message may stay hidden this long after one receive, however often that is prolonged. */
const maxHiddenSeconds = 43_200;

/**
 * @throws {AwsError} `InvalidParameterValue` when the time is out of range, the message is deleted or was received again
 *   since; `MessageNotInflight` when it is visible again.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
function change({ messages, now }: SqsContext, queue: Queue, handle: string, seconds: number): void {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > maxHiddenSeconds) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and ${maxHiddenSeconds}.`,
    );
  }
  const receipt = parseReceiptHandle(queue, handle);
  const message = messages.find(queue, receipt.seq);
  if (!message || message.receipt !== receipt.secret) {
    throw invalidParameter(
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
  if (message.state !== messageState.inFlight) throw messageNotInflight();
  if (now() + seconds * 1_000 > (message.taken_at ?? 0) + maxHiddenSeconds * 1_000 && seconds > 0) {
    throw invalidParameter(`Total VisibilityTimeout for the message is beyond the limit [${maxHiddenSeconds} seconds]`);
  }
  messages.hide(message, seconds * 1_000);
}

/** Prolonging or ending the time for which a received message is hidden from others. */
export function visibility(context: SqsContext) {
  const { database, queues, polls } = context;
  return {
    ChangeMessageVisibility: operation(
      z.object({ QueueUrl: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.number() }),
      ({ QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
        const queue = queues.getByUrl(QueueUrl);
        change(context, queue, ReceiptHandle, VisibilityTimeout);
        polls.wake(queue.id);
        return {};
      },
    ),
    ChangeMessageVisibilityBatch: operation(batchInput(shape), ({ QueueUrl, Entries }) => {
      const queue = queues.getByUrl(QueueUrl);
      const result = inTransaction(database, () =>
        runBatch(Entries, ({ ReceiptHandle, VisibilityTimeout = 0 }) => {
          change(context, queue, ReceiptHandle, VisibilityTimeout);
          return {};
        }),
      );
      polls.wake(queue.id);
      return result;
    }),
  };
}
