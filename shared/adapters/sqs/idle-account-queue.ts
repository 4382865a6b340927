import { SQSClient } from '@aws-sdk/client-sqs';
import type { IdleAccountQueue } from '../../domain/drive/idle-accounts.ts';
import { sendMessage } from './messages.ts';

/** Idle accounts as messages among the hints at transfers: whoever moves files may open tokens. */
export function createIdleAccountQueue(queueUrl: string): IdleAccountQueue {
  const client = new SQSClient({});
  return {
    ask({ ownerId, connectionId }) {
      const idle = { kind: 'give-up', ownerId, connectionId };
      return sendMessage(client, queueUrl, idle);
    },
  };
}
