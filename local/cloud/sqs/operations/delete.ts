import * as z from 'zod';
import { inTransaction } from '../../json-service/open-database.ts';
import { operation } from '../../json-service/operation.ts';
import { batchInput, runBatch } from '../batch.ts';
import { parseReceiptHandle } from '../receipt-handle.ts';
import type { SqsContext } from '../sqs-context.ts';

/** Deleting messages that were received. */
export function deleteMessages({ database, queues, messages }: SqsContext) {
  return {
    DeleteMessage: operation(
      z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
      ({ QueueUrl, ReceiptHandle }) => {
        const queue = queues.getByUrl(QueueUrl);
        messages.delete(queue, parseReceiptHandle(queue, ReceiptHandle));
        return {};
      },
    ),
    DeleteMessageBatch: operation(batchInput({ ReceiptHandle: z.string() }), ({ QueueUrl, Entries }) => {
      const queue = queues.getByUrl(QueueUrl);
      return inTransaction(database, () =>
        runBatch(Entries, ({ ReceiptHandle }) => {
          messages.delete(queue, parseReceiptHandle(queue, ReceiptHandle));
          return {};
        }),
      );
    }),
  };
}
