import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { buildQueue, type QueueDeps } from './build-queue.ts';
import { feedQueue } from './feed-queue.ts';
import type { HopperFunction } from './hopper-function.ts';
import type { VideosBucket } from './videos-bucket.ts';

/** One message for every video that has arrived in the bucket. */
export class ProbeQueue extends Construct {
  readonly #queue: Queue;

  constructor(scope: Construct, id: string, { videos, ...deps }: QueueDeps & { readonly videos: VideosBucket }) {
    super(scope, id);
    this.#queue = buildQueue(this, 'Queue', { ...deps, name: 'probe', visibilitySeconds: 90, maxReceiveCount: 5 });
    this.#queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.#queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': videos.arn },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    videos.announceArrivals(this.#queue);
  }

  /** Invokes the function with up to five arrivals; those it reports as failed come again. */
  feed(fn: HopperFunction): void {
    feedQueue(fn, this.#queue, { batchSize: 5 });
  }
}
