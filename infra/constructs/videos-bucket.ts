import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import { buildAccessLogs } from './access-logs.ts';
import type { HopperFunction } from './hopper-function.ts';

/** Where every video's object key begins. */
export const videosPrefix = 'videos/';

/** How long a URL may open anything: as long as the adapters make theirs valid. */
const maxSignatureAge = Duration.minutes(15);

/** Whoever cleans up goes through the listing of the videos, and no other. */
const listsVideos = { StringEquals: { 's3:prefix': videosPrefix } };

const actions = {
  open: ['GetObject'],
  /** Also learns that an object is missing. */
  read: ['GetObject'],
  upload: ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'],
  'clean-up': ['DeleteObject', 'AbortMultipartUpload'],
} as const;

/**
 * The bytes of the videos. Not versioned: an object is written once under a random key, and a deleted video is to
 * be gone and not to be paid for.
 */
export class VideosBucket extends Construct {
  readonly arn: string;
  /** Made of the stage, so that who names it need not wait for the bucket. */
  readonly name: string;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const bucketName = nameOf(stage);
    this.name = bucketName;
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.arn = `arn:${Aws.PARTITION}:s3:::${bucketName}`;
    this.#bucket = new Bucket(this, 'Bucket', {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy,
      // The sweeper gives up a user's upload after a day. An import may be slow by its user's wish, or wait for Google.
      lifecycleRules: [{ id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      serverAccessLogsBucket: buildAccessLogs(this, stage, removalPolicy),
      cors: [
        {
          allowedOrigins: [stage.origin],
          allowedMethods: [HttpMethods.PUT],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256', 'x-amz-sdk-checksum-algorithm'],
          exposedHeaders: ['ETag'],
          maxAge: 3600,
        },
      ],
    });
    this.#refuseOldSignatures();
    this.#tellEvents();
  }

  /**
   * Whatever a presigned URL says itself: with an older signature it opens nothing.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
   */
  #refuseOldSignatures(): void {
    this.#bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: [`${this.arn}/*`],
        conditions: { NumericGreaterThan: { 's3:signatureAge': String(maxSignatureAge.toMilliseconds()) } },
      }),
    );
  }

  giveTo(fn: HopperFunction, access: keyof typeof actions): void {
    fn.setEnvironment('VIDEOS_BUCKET', this.#bucket.bucketName);
    // The objects are the videos themselves, which come and go.
    const resources = [`${this.arn}/${videosPrefix}*`];
    fn.allowWildcard({ actions: actions[access].map((action) => `s3:${action}`), resources });
    // Without it S3 answers 403 instead of 404 for a missing object, and "gone" would look like "forbidden".
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    if (access === 'read' || access === 'upload') fn.allow({ actions: ['s3:ListBucket'], resources: [this.arn] });
    if (access === 'clean-up') fn.allow({ actions: ['s3:ListBucket'], resources: [this.arn], conditions: listsVideos });
  }

  /**
   * Tells EventBridge of everything; it costs nothing until a rule asks. Set on the L1 resource, because the L2 property
   * brings a custom resource with a Lambda function of its own.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
   */
  #tellEvents(): void {
    const resource = this.#bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('The videos bucket has no CloudFormation resource.');
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}

function nameOf(stage: Stage): string {
  return `${resourceName(stage, 'videos')}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
}

/** Scheme and host that browsers upload to. Made of the name, so that who names it need not wait for the bucket. */
export function videosOrigin(stage: Stage): string {
  return `https://${nameOf(stage)}.s3.${Aws.REGION}.${Aws.URL_SUFFIX}`;
}
