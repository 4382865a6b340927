import { SQSClient } from '@aws-sdk/client-sqs';
import type { PlatformName } from '../../contract/platform-names.ts';
import type { HintVisibility } from '../../domain/posts/hint-queue.ts';
import { hideMessage } from './messages.ts';

/** Hides received hints at posts. */
export function createHintVisibility(queueUrls: Readonly<Record<PlatformName, string>>): HintVisibility {
  const client = new SQSClient({});
  return {
    hide: (platform, receiptHandle, seconds) => hideMessage(client, queueUrls[platform], receiptHandle, seconds),
  };
}
