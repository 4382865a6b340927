import type { ConditionContext } from '../match-condition.ts';
import type { Need } from '../need.ts';

/** A call to S3, as far as rights depend on it. */
export interface S3Request {
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Age of a presigned URL's signature in milliseconds; a call that is signed in its header has none. */
  readonly signatureAge?: number | undefined;
  /** Bucket and key that are copied from. */
  readonly source?: string | undefined;
}

/** Rights that are not called like their operation. */
const actions: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  HeadBucket: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  ListParts: 'ListMultipartUploadParts',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  CopyObject: 'PutObject',
  DeleteObjects: 'DeleteObject',
};

/**
 * What a call to S3 needs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function s3Needs({ operation, bucket, key, query, signatureAge, source }: S3Request): Need[] {
  const prefix = query.get('prefix');
  const context: ConditionContext = {
    ...(prefix !== undefined && { 's3:prefix': prefix }),
    ...(signatureAge !== undefined && { 's3:signatureAge': String(signatureAge) }),
  };
  // Which objects a list in the body names is known only later; the right is to all of the bucket's.
  const path = operation === 'DeleteObjects' ? `${bucket}/*` : key === '' ? bucket : `${bucket}/${key}`;
  const need = { action: `s3:${actions[operation] ?? operation}`, resource: `arn:aws:s3:::${path}`, context };
  return source === undefined
    ? [need]
    : [need, { ...need, action: 's3:GetObject', resource: `arn:aws:s3:::${source}` }];
}

/** What somebody needs to be told that an object is missing; without it, it is forbidden. */
export function s3MissingNeeds(bucket: string): Need[] {
  return [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }];
}
