import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { HintVisibility } from '../../domain/posts/hint-queue.ts';

/** Hides received SQS messages for longer or shorter than their queue does. */
export function createHintVisibility(queueUrls: Readonly<Record<PlatformName, string>>): HintVisibility {
  const client = new SQSClient({});
  return {
    async hide(platform, receiptHandle, seconds) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrls[platform],
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}
