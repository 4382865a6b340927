import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';

interface QueueOptions {
  readonly stage: Stage;
  readonly name: string;
  /** Longer than the consumer's timeout, or a second consumer starts while the first still runs. */
  readonly visibilitySeconds: number;
  /** Deliveries before a message is laid aside. */
  readonly maxReceiveCount: number;
}

/** A queue that is encrypted, refuses plain HTTP and lays aside what cannot be handled. */
export function buildQueue(scope: Construct, id: string, options: QueueOptions): Queue {
  const { stage, name, visibilitySeconds, maxReceiveCount } = options;
  return new Queue(scope, id, {
    queueName: resourceName(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(visibilitySeconds),
    deadLetterQueue: { queue: buildDeadLetters(scope, `${id}DeadLetters`, { stage, name }), maxReceiveCount },
  });
}

/** Where failures wait for a person, for the 14 days that SQS allows at most. */
export function buildDeadLetters(scope: Construct, id: string, options: { stage: Stage; name: string }): Queue {
  return new Queue(scope, id, {
    queueName: resourceName(options.stage, `${options.name}-dead`),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}
