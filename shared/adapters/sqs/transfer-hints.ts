import { SQSClient } from '@aws-sdk/client-sqs';
import type { TransferHints } from '../../domain/transfers/transfer-hints.ts';
import { sendMessage } from './messages.ts';

/** Hints at transfers as messages of one SQS queue. */
export function createTransferHints(queueUrl: string): TransferHints {
  const client = new SQSClient({});
  return {
    send: ({ ownerId, transferId }, delaySeconds) =>
      sendMessage(client, queueUrl, { ownerId, transferId }, delaySeconds),
  };
}
