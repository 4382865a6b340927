import { SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { RenewalQueue } from '../../domain/connections/renewal.ts';
import { sendMessage } from './messages.ts';

/** Renewals as messages among the hints of the platform's queue: whoever posts may open tokens, and nobody else. */
export function createRenewalQueue(queueUrls: Readonly<Record<PlatformName, string>>): RenewalQueue {
  const client = new SQSClient({});
  return {
    ask({ ownerId, connectionId, platform }) {
      const renewal = { kind: 'renew', ownerId, connectionId, platform };
      return sendMessage(client, queueUrls[platform], renewal);
    },
  };
}
