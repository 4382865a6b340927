import { RemovalPolicy } from 'aws-cdk-lib';
import type { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { AccessLevel } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { buildAccessLogs } from './access-logs.ts';

/** The files of the page. They can be built again, so they go with the stack. Only CloudFront reads them. */
export class PageBucket extends Construct {
  readonly name: string;
  /**
   * Listing tells a missing file (404) from a forbidden one (403). Nobody can list through CloudFront: `/`, where S3 would do
   * it, is the page.
   */
  readonly origin: IOrigin;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.DESTROY,
      serverAccessLogsBucket: buildAccessLogs(this, stage, RemovalPolicy.DESTROY),
    });
    this.name = bucket.bucketName;
    this.origin = S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    });
  }
}
