import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { buildQueue, type QueueDeps } from './build-queue.ts';
import { feedQueue } from './feed-queue.ts';
import type { HopperFunction } from './hopper-function.ts';

/** The queue of hints at transfers between Drives. */
export class TransferQueue extends Construct {
  readonly #queue: Queue;
  readonly #concurrency: number;

  constructor(scope: Construct, id: string, deps: QueueDeps) {
    super(scope, id);
    this.#concurrency = deps.stage.transferConcurrency;
    this.#queue = buildQueue(this, 'Queue', {
      ...deps,
      name: 'transfers',
      visibilitySeconds: 160,
      maxReceiveCount: 10,
    });
  }

  /** Lets a function send hints. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('TRANSFER_QUEUE_URL', this.#queue.queueUrl);
    fn.allow({ actions: ['sqs:SendMessage'], resources: [this.#queue.queueArn] });
  }

  /** Invokes the function with one hint at a time. */
  feed(fn: HopperFunction): void {
    feedQueue(fn, this.#queue, { batchSize: 1, maxConcurrency: this.#concurrency, mayHide: true });
  }
}
