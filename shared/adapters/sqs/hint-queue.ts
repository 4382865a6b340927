import { SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { HintQueue } from '../../domain/posts/hint-queue.ts';
import { sendMessage } from './messages.ts';

/** Hints as messages of one SQS queue per platform. */
export function createHintQueue(queueUrls: Readonly<Record<PlatformName, string>>): HintQueue {
  const client = new SQSClient({});
  return {
    send: (platform, { ownerId, postId }, delaySeconds) =>
      sendMessage(client, queueUrls[platform], { ownerId, postId }, delaySeconds),
  };
}
