import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';

/**
 * Hints as messages of one SQS queue per platform. A user is a message group: on a standard queue that makes delivery
 * fair, so that the hundreds of posts of one user do not hold up the one of another. It orders and serializes nothing.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export function createHintQueue(queueUrls: Readonly<Record<PlatformName, string>>): HintQueue {
  const client = new SQSClient({});
  return {
    async send(platform, { ownerId, postId }, delaySeconds = 0) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrls[platform],
          MessageBody: JSON.stringify({ ownerId, postId }),
          MessageGroupId: ownerId,
          // Only FIFO queues refuse a delay of a single message.
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
