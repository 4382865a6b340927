import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { QueueDeps } from './build-queue.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { HopperFunction } from './hopper-function.ts';
import type { PublishQueues } from './publish-queues.ts';

/** Everything that happens at a time: one group of schedules and the one role they act with. */
export class Schedules extends Construct {
  readonly #stage: Stage;
  readonly #group: CfnScheduleGroup;
  readonly #role: Role;
  readonly #deadLetters: DeadLetters;
  readonly #publishQueues: PublishQueues;

  constructor(scope: Construct, id: string, options: QueueDeps & { readonly publishQueues: PublishQueues }) {
    super(scope, id);
    this.#stage = options.stage;
    this.#publishQueues = options.publishQueues;
    this.#group = new CfnScheduleGroup(this, 'Group', { name: resourceName(options.stage) });
    this.#deadLetters = options.deadLetters;
    this.#role = new Role(this, 'Role', {
      // Only schedules of this group: another group in the account cannot borrow the role.
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': this.#group.attrArn } },
      }),
    });
    this.#allow('sqs:SendMessage', [...options.publishQueues.arns, this.#deadLetters.queue.queueArn]);
  }

  /** Lets a function make, move and remove the schedules of posts, which send hints to the publish queues. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('SCHEDULE_GROUP', this.#group.ref);
    fn.setEnvironment('SCHEDULE_ROLE_ARN', this.#role.roleArn);
    fn.setEnvironment('SCHEDULE_DLQ_ARN', this.#deadLetters.queue.queueArn);
    this.#publishQueues.nameTo(fn);
    this.#allowOnSchedules(fn, ['CreateSchedule', 'UpdateSchedule', 'DeleteSchedule']);
    // Whoever makes a schedule hands it the role that it acts with; it can be handed to nobody else.
    fn.allow({
      actions: ['iam:PassRole'],
      resources: [this.#role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  }

  /** Lets a function remove the schedules of posts, and make none. */
  giveRemovalTo(fn: HopperFunction): void {
    fn.setEnvironment('SCHEDULE_GROUP', this.#group.ref);
    this.#allowOnSchedules(fn, ['DeleteSchedule']);
  }

  #allowOnSchedules(fn: HopperFunction, actions: readonly string[]): void {
    const ofGroup = `${resourceName(this.#stage)}/*`;
    // One schedule per post, of one group.
    fn.allowWildcard({
      actions: actions.map((action) => `scheduler:${action}`),
      resources: [Stack.of(this).formatArn({ service: 'scheduler', resource: 'schedule', resourceName: ofGroup })],
    });
  }

  /** A run that fails is not tried again, neither by Scheduler nor by Lambda: the next one looks at everything anew. */
  runEveryMinute(fn: HopperFunction): void {
    this.#allow('lambda:InvokeFunction', [fn.lambda.functionArn]);
    fn.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) });
    new CfnSchedule(this, fn.node.id, {
      name: resourceName(this.#stage, fn.node.id),
      groupName: this.#group.ref,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: fn.lambda.functionArn,
        roleArn: this.#role.roleArn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: this.#deadLetters.queue.queueArn },
      },
    });
  }

  #allow(action: string, resources: string[]): void {
    this.#role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
  }
}
