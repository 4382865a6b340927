import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { buildQueue, type QueueDeps } from './build-queue.ts';
import { feedQueue } from './feed-queue.ts';
import type { HopperFunction } from './hopper-function.ts';

/** Removals of accounts at the same time; nobody waits for one, and each asks much of the table. */
const concurrency = 2;

/** The queue of hints at accounts that are being removed. */
export class RemovalQueue extends Construct {
  readonly #queue: Queue;

  constructor(scope: Construct, id: string, deps: QueueDeps) {
    super(scope, id);
    this.#queue = buildQueue(this, 'Queue', { ...deps, name: 'removals', visibilitySeconds: 160, maxReceiveCount: 10 });
  }

  /** Lets a function send hints. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('REMOVAL_QUEUE_URL', this.#queue.queueUrl);
    fn.allow({ actions: ['sqs:SendMessage'], resources: [this.#queue.queueArn] });
  }

  /** Invokes the function with one hint at a time. */
  feed(fn: HopperFunction): void {
    feedQueue(fn, this.#queue, { batchSize: 1, maxConcurrency: concurrency });
  }
}
