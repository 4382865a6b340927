import { Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type RedriveAllowPolicy, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { accept } from '../accepted-findings.ts';
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
  const queueName = resourceName(stage, name);
  const redriveAllowPolicy = onlyFrom(scope, id, queueName);
  const queue = buildDeadLetters(scope, `${id}DeadLetters`, { stage, name, redriveAllowPolicy });
  return new Queue(scope, id, {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(visibilitySeconds),
    deadLetterQueue: { queue, maxReceiveCount },
  });
}

interface DeadLettersOptions extends Pick<QueueOptions, 'stage' | 'name'> {
  /** Which queues may lay their messages aside here; none by default. */
  readonly redriveAllowPolicy?: RedriveAllowPolicy;
}

/** Where failures wait for a person, for the 14 days that SQS allows at most. */
export function buildDeadLetters(scope: Construct, id: string, options: DeadLettersOptions): Queue {
  const { stage, name, redriveAllowPolicy = { redrivePermission: RedrivePermission.DENY_ALL } } = options;
  const queue = new Queue(scope, id, {
    queueName: resourceName(stage, `${name}-dead`),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    redriveAllowPolicy,
  });
  accept(queue, 'laid aside elsewhere');
  return queue;
}

/** By its name: the queue itself is made after its dead-letter queue. */
function onlyFrom(scope: Construct, id: string, queueName: string): RedriveAllowPolicy {
  const arn = Stack.of(scope).formatArn({ service: 'sqs', resource: queueName });
  return { sourceQueues: [Queue.fromQueueArn(scope, `${id}Source`, arn)] };
}
