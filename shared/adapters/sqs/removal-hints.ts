import { SQSClient } from '@aws-sdk/client-sqs';
import type { RemovalHints } from '../../domain/removal/removal-store.ts';
import { sendMessage } from './messages.ts';

/** Hints at removals of accounts as messages of one SQS queue. Nothing in them says whose account it is. */
export function createRemovalHints(queueUrl: string): RemovalHints {
  const client = new SQSClient({});
  return {
    send: (receiptId, delaySeconds) => sendMessage(client, queueUrl, { ownerId: receiptId, receiptId }, delaySeconds),
  };
}
