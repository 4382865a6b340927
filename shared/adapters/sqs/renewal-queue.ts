import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { RenewalQueue } from '../../domain/connections/renewal.ts';

/** Renewals as messages among the hints of the platform's queue: whoever posts may open tokens, and nobody else. */
export function createRenewalQueue(queueUrls: Readonly<Record<PlatformName, string>>): RenewalQueue {
  const client = new SQSClient({});
  return {
    async ask({ ownerId, connectionId, platform }) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrls[platform],
          MessageBody: JSON.stringify({ kind: 'renew', ownerId, connectionId, platform }),
          MessageGroupId: ownerId,
        }),
      );
    },
  };
}
