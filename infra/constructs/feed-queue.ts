import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { accept } from '../accepted-findings.ts';
import type { HopperFunction } from './hopper-function.ts';

interface Feeding {
  /** Messages per invocation at most. */
  readonly batchSize: number;
  /** Invocations at the same time at most; Lambda takes 2 to 1,000. */
  readonly maxConcurrency?: number;
  /** The function itself says when a message is to come again. */
  readonly mayHide?: true;
}

/**
 * Invokes a function with the messages of a queue; those it reports as failed come again. Grants what Lambda asks for with
 * the function's role and no more, which `SqsEventSource` of the CDK would.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
 */
export function feedQueue(fn: HopperFunction, queue: Queue, { batchSize, maxConcurrency, mayHide }: Feeding): void {
  const actions = [
    'ReceiveMessage',
    'DeleteMessage',
    'GetQueueAttributes',
    ...(mayHide ? ['ChangeMessageVisibility'] : []),
  ];
  fn.allow({ actions: actions.map((action) => `sqs:${action}`), resources: [queue.queueArn] });
  const mapping = fn.lambda.addEventSourceMapping(`From-${queue.node.path.replaceAll('/', '-')}`, {
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
  });
  accept(mapping, 'laid aside elsewhere');
}
