import middy from '@middy/core';
import * as z from 'zod';
import { withCorrelation } from '../domain/watch/correlation.ts';
import { openLog } from '../log/open-log.ts';
import type { WorkerLog } from './worker-log.ts';

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
export function consumeQueue(
  handle: (record: SqsRecord, invocation: Invocation) => Promise<void>,
  log: Pick<WorkerLog, 'error'> = openLog('hopper-worker'),
) {
  return middy(async (event: unknown, invocation: Invocation) => {
    const { Records } = SqsEvent.parse(event);
    const failures = await Promise.all(
      Records.map((record) => withCorrelation(findCorrelationId(record), () => handleOne(record, invocation))),
    );
    return { batchItemFailures: failures.flat() };
  });

  async function handleOne(record: SqsRecord, invocation: Invocation) {
    try {
      await handle(record, invocation);
      return [];
    } catch (error) {
      log.error('message failed', { messageId: record.messageId, error });
      return [{ itemIdentifier: record.messageId }];
    }
  }
}

const Correlated = z.object({ correlationId: z.string() });

/** The request behind a message. What is no message of ours has none, and is refused by whoever reads it. */
function findCorrelationId({ body }: SqsRecord): string | undefined {
  try {
    return Correlated.safeParse(JSON.parse(body)).data?.correlationId;
  } catch {
    return undefined;
  }
}
