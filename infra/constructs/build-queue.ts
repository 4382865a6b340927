import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { DeadLetters } from './dead-letters.ts';

/** What every queue is made with. */
export interface QueueDeps {
  readonly stage: Stage;
  readonly deadLetters: DeadLetters;
}

interface QueueOptions extends QueueDeps {
  readonly name: string;
  /** Longer than the consumer's timeout, or a second consumer starts while the first still runs. */
  readonly visibilitySeconds: number;
  /** Deliveries before a message is laid aside. */
  readonly maxReceiveCount: number;
}

/** A queue that is encrypted, refuses plain HTTP and lays aside what cannot be handled. */
export function buildQueue(scope: Construct, id: string, options: QueueOptions): Queue {
  const { stage, deadLetters, name, visibilitySeconds, maxReceiveCount } = options;
  return new Queue(scope, id, {
    queueName: resourceName(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(visibilitySeconds),
    deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount },
  });
}
