import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { publishQueueVariable } from '../../shared/config/env.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import type { Stage } from '../stages.ts';
import { buildQueue } from './build-queue.ts';
import type { HopperFunction } from './hopper-function.ts';

/** One queue of hints per platform, so that a slow platform holds up no other. */
export class PublishQueues extends Construct {
  readonly #queues: readonly { readonly variable: ReturnType<typeof publishQueueVariable>; readonly queue: Queue }[];
  readonly #concurrency: number;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#concurrency = stage.publishConcurrency;
    this.#queues = platformNames.map((platform) => ({
      variable: publishQueueVariable(platform),
      queue: buildQueue(this, platform, {
        stage,
        name: `publish-${platform}`,
        visibilitySeconds: 160,
        maxReceiveCount: 10,
      }),
    }));
  }

  get arns(): string[] {
    return this.#queues.map(({ queue }) => queue.queueArn);
  }

  /** Lets a function send hints. */
  giveTo(fn: HopperFunction): void {
    for (const { variable, queue } of this.#queues) fn.setEnvironment(variable, queue.queueUrl);
    fn.allow({ actions: ['sqs:SendMessage'], resources: this.arns });
  }

  /** Invokes the function with one hint at a time, at most `publishConcurrency` at once per platform. */
  feed(fn: HopperFunction): void {
    for (const { queue } of this.#queues) {
      fn.lambda.addEventSource(
        new SqsEventSource(queue, {
          batchSize: 1,
          reportBatchItemFailures: true,
          maxConcurrency: this.#concurrency,
        }),
      );
    }
  }
}
