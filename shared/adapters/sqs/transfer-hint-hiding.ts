import { SQSClient } from '@aws-sdk/client-sqs';
import type { HintHiding } from '../../domain/transfers/transfer-hints.ts';
import { hideMessage } from './messages.ts';

/** Hides received hints at transfers. */
export function createTransferHintHiding(queueUrl: string): HintHiding {
  const client = new SQSClient({});
  return {
    hide: (receiptHandle, seconds) => hideMessage(client, queueUrl, receiptHandle, seconds),
  };
}
