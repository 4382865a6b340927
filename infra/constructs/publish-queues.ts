import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { publishQueueArnVariable, publishQueueVariable } from '../../shared/config/env.ts';
import { type PlatformName, platformNames } from '../../shared/contract/platform-names.ts';
import { buildQueue, type QueueDeps } from './build-queue.ts';
import { feedQueue } from './feed-queue.ts';
import type { HopperFunction } from './hopper-function.ts';

/** One queue of hints per platform, so that a slow platform holds up no other. */
export class PublishQueues extends Construct {
  readonly #queues: readonly { readonly platform: PlatformName; readonly queue: Queue }[];
  readonly #concurrency: number;

  constructor(scope: Construct, id: string, deps: QueueDeps) {
    super(scope, id);
    this.#concurrency = deps.stage.publishConcurrency;
    this.#queues = platformNames.map((platform) => ({
      platform,
      queue: buildQueue(this, platform, {
        ...deps,
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
    for (const { platform, queue } of this.#queues) fn.setEnvironment(publishQueueVariable(platform), queue.queueUrl);
    fn.allow({ actions: ['sqs:SendMessage'], resources: this.arns });
  }

  /** Tells a function the queues' ARNs; it may do nothing with them itself. */
  nameTo(fn: HopperFunction): void {
    for (const { platform, queue } of this.#queues)
      fn.setEnvironment(publishQueueArnVariable(platform), queue.queueArn);
  }

  /** Invokes the function with one hint at a time, at most `publishConcurrency` at once per platform. */
  feed(fn: HopperFunction): void {
    for (const { queue } of this.#queues) {
      feedQueue(fn, queue, { batchSize: 1, maxConcurrency: this.#concurrency, mayHide: true });
    }
  }
}
