import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { HintHiding } from '../../domain/transfers/transfer-hints.ts';

/** Hides received hints at transfers for longer or shorter than their queue does. */
export function createTransferHintHiding(queueUrl: string): HintHiding {
  const client = new SQSClient({});
  return {
    async hide(receiptHandle, seconds) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}
