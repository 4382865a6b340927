/**
 * A queue that feeds a function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export interface EventSourceMapping {
  readonly queueArn: string;
  readonly functionName: string;
  /** Messages per invocation at most; more than 10 only with a window. */
  readonly batchSize: number;
  /** How long a batch may be gathered. */
  readonly windowSeconds: number;
  /** Invocations at the same time at most. */
  readonly maxConcurrency: number;
  /** The function reports which messages of a batch have failed. */
  readonly reportsItemFailures: boolean;
}
