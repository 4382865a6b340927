import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IDestination } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { accept } from '../accepted-findings.ts';
import { deadLetterName, queueNames } from '../queue-names.ts';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/**
 * Where what cannot be handled waits for a person, for the 14 days that SQS allows at most. One for all queues, which SQS
 * tells apart by `DeadLetterQueueSourceArn`, for Scheduler and for arrived videos: each would be an alarm of its own.
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
    this.#letArrivalsIn(stage);
  }

  #fromName(queueName: string) {
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    return Queue.fromQueueArn(this, queueName, arn);
  }

  /** Lets a function's events end here that it could not handle: Lambda sends them with the role of the function. */
  destinationOf(fn: HopperFunction): IDestination {
    fn.allow({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
    return { bind: () => ({ destination: this.queue.queueArn }) };
  }

  /**
   * Scheduler lays aside with the role of the schedule, which is all the right it needs; Lambda with that of the one function
   * whose events nobody else repairs. Both roles are made after this queue and get their names from CloudFormation. SQS, which
   * moves messages as itself, is no principal that could be kept out.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
   */
  #keepOthersOut(stage: Stage): void {
    const roles = ['SchedulesRole', 'mediaprobeRole'].map((role) =>
      Stack.of(this).formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `${resourceName(stage, 'app')}-${role}*`,
      }),
    );
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles }, Null: { 'aws:PrincipalArn': 'false' } },
      }),
    );
  }

  /** EventBridge has no role for it, and asks the queue. */
  #letArrivalsIn(stage: Stage): void {
    const rule = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: arrivalsRule(stage) });
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule } },
      }),
    );
  }
}

/** Name of the rule that tells of arrived videos, which is made after this queue. */
export function arrivalsRule(stage: Stage): string {
  return resourceName(stage, 'arrivals');
}
