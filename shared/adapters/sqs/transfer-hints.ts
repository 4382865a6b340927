import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { TransferHints } from '../../domain/transfers/transfer-hints.ts';

/** Hints at transfers as messages of one SQS queue; a user is a message group, for fairness as with posts. */
export function createTransferHints(queueUrl: string): TransferHints {
  const client = new SQSClient({});
  return {
    async send({ ownerId, transferId }, delaySeconds = 0) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify({ ownerId, transferId }),
          MessageGroupId: ownerId,
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
