import { SQSClient } from '@aws-sdk/client-sqs';
import type { MailHints } from '../../domain/mail/mail-outbox.ts';
import { sendMessage } from './messages.ts';

/** Hints at mails as messages of one SQS queue. */
export function createMailHints(queueUrl: string): MailHints {
  const client = new SQSClient({});
  return {
    send: ({ ownerId, mailId }, delaySeconds) => sendMessage(client, queueUrl, { ownerId, mailId }, delaySeconds),
  };
}
