import * as z from 'zod';

/**
 * A queue that feeds a function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const EventSourceMapping = z.object({
  queueArn: z.string(),
  functionName: z.string(),
  /** Messages per invocation at most; more than 10 only with a window. */
  batchSize: z.number(),
  /** How long a batch may be gathered. */
  windowSeconds: z.number(),
  /** Invocations at the same time at most. */
  maxConcurrency: z.number(),
  /** The function reports which messages of a batch have failed. */
  reportsItemFailures: z.boolean(),
});
export type EventSourceMapping = Readonly<z.infer<typeof EventSourceMapping>>;
