import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';

/** Hints as messages of one SQS queue per platform. */
export function createHintQueue(queueUrls: Readonly<Record<PlatformName, string>>): HintQueue {
  const client = new SQSClient({});
  return {
    async send(platform, { ownerId, postId }, delaySeconds = 0) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrls[platform],
          MessageBody: JSON.stringify({ ownerId, postId }),
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
