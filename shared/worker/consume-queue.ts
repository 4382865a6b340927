import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import * as z from 'zod';

/** What Lambda hands over for every message. @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const SqsEvent = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      receiptHandle: z.string(),
      body: z.string(),
      eventSourceARN: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
    }),
  ),
});
export type SqsRecord = z.infer<typeof SqsEvent>['Records'][number];

/** The part of Lambda's context that a consumer uses. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/**
 * A queue's handler: each message on its own; those that throw are reported and come again, the others are deleted.
 * `batchItemFailures` is always there: Lambda takes a missing one for success.
 */
export function consumeQueue(handle: (record: SqsRecord, invocation: Invocation) => Promise<void>) {
  const logger = new Logger();
  return middy(async (event: unknown, invocation: Invocation) => {
    const { Records } = SqsEvent.parse(event);
    const outcomes = await Promise.allSettled(Records.map(async (record) => handle(record, invocation)));
    const failures = Records.flatMap((record, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'rejected') return [];
      logger.error('message failed', { messageId: record.messageId, error: describe(outcome.reason) });
      return [{ itemIdentifier: record.messageId }];
    });
    return { batchItemFailures: failures };
  });
}

function describe(reason: unknown): Error | string {
  return reason instanceof Error ? reason : String(reason);
}
