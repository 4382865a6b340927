import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { correlation } from '../../domain/watch/correlation.ts';

/**
 * Sends a message as JSON. Its user is its message group: on a standard queue that makes delivery fair, so that the hundreds
 * of messages of one user do not hold up the one of another. It orders and serializes nothing. The message names the request
 * that it was sent for.
 * @param delaySeconds 0 to 900; only FIFO queues refuse a delay of a single message
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export async function sendMessage(
  client: SQSClient,
  queueUrl: string,
  message: { readonly ownerId: string; readonly [field: string]: string },
  delaySeconds = 0,
): Promise<void> {
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify({ ...message, ...correlation() }),
      MessageGroupId: message.ownerId,
      DelaySeconds: delaySeconds,
    }),
  );
}

/** Hides a received message for longer or shorter than its queue does. @param seconds from now, whole, 0 to 43,200 */
export async function hideMessage(
  client: SQSClient,
  queueUrl: string,
  receiptHandle: string,
  seconds: number,
): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}
