import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { IdleAccountQueue } from '../../domain/drive/idle-accounts.ts';

/** Idle accounts as messages among the hints at transfers: whoever moves files may open tokens. */
export function createIdleAccountQueue(queueUrl: string): IdleAccountQueue {
  const client = new SQSClient({});
  return {
    async ask({ ownerId, connectionId }) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify({ kind: 'give-up', ownerId, connectionId }),
          MessageGroupId: ownerId,
        }),
      );
    },
  };
}
