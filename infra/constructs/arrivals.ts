import { Aws, Duration } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { arrivalsRule, type DeadLetters } from './dead-letters.ts';
import type { HopperFunction } from './hopper-function.ts';
import { type VideosBucket, videosPrefix } from './videos-bucket.ts';

interface ArrivalsProps {
  readonly stage: Stage;
  readonly videos: VideosBucket;
  readonly deadLetters: DeadLetters;
}

/**
 * Videos that have arrived. The bucket tells EventBridge, and a rule invokes the function: a notification of the bucket
 * itself would have to name a function that is made after it.
 */
export class Arrivals extends Construct {
  readonly #props: ArrivalsProps;

  constructor(scope: Construct, id: string, props: ArrivalsProps) {
    super(scope, id);
    this.#props = props;
  }

  /**
   * Invokes the function with each. Nothing else knows of an arrival, so it is laid aside where the function cannot be
   * reached for a day, fails three times, or has no time for six hours.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  feed(fn: HopperFunction): void {
    const { stage, videos, deadLetters } = this.#props;
    const rule = new CfnRule(this, 'Rule', {
      name: arrivalsRule(stage),
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [videos.name] }, object: { key: [{ prefix: videosPrefix }] } },
      },
      targets: [
        {
          id: fn.node.id,
          arn: fn.lambda.functionArn,
          retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
          deadLetterConfig: { arn: deadLetters.queue.queueArn },
        },
      ],
    });
    fn.lambda.addPermission('Arrivals', {
      principal: new ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.attrArn,
      sourceAccount: Aws.ACCOUNT_ID,
    });
    fn.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: deadLetters.destinationOf(fn),
    });
  }
}
