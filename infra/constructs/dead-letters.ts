import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accept } from '../accepted-findings.ts';
import { deadLetterName, queueNames } from '../queue-names.ts';
import { resourceName, type Stage } from '../stages.ts';

/**
 * Where what cannot be handled waits for a person, for the 14 days that SQS allows at most. One for all queues, which SQS
 * tells apart by `DeadLetterQueueSourceArn`, and for Scheduler: a person does the same about each, and each would be an alarm.
 */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: resourceName(stage, deadLetterName),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // By name, because they are made after it; ten at most, more than ten could only be "all".
      redriveAllowPolicy: { sourceQueues: queueNames.map((name) => this.#fromName(resourceName(stage, name))) },
    });
    accept(this.queue, 'laid aside elsewhere');
    this.#keepOthersOut(stage);
  }

  #fromName(queueName: string) {
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return Queue.fromQueueArn(this, queueName, arn);
  }

  /**
   * Scheduler lays aside with the role of the schedule, which is all the right it needs. The role is made after this queue
   * and gets its name from CloudFormation. SQS, which moves messages as itself, is no principal that could be kept out.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
   */
  #keepOthersOut(stage: Stage): void {
    const role = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: `${resourceName(stage, 'app')}-SchedulesRole*`,
    });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': role }, Null: { 'aws:PrincipalArn': 'false' } },
      }),
    );
  }
}
