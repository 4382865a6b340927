import type { S3Answer, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { transact } from '../storage/transact.ts';
import { writeXml } from '../xml/write-xml.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Repeating it is answered with success, as S3 does in us-east-1 for a bucket one owns. */
export function createBucket({ state, bucket, now }: S3Call): S3Answer {
  if (!bucketName.test(bucket)) {
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.', { details: { BucketName: bucket } });
  }
  state.buckets.create(bucket, now);
  return { headers: { location: `/${bucket}` } };
}

export function headBucket({ region }: S3Call): S3Answer {
  return { headers: { 'x-amz-bucket-region': region } };
}

export function deleteBucket({ state, bucket }: S3Call): S3Answer {
  if (state.objects.next(bucket, '', '')) {
    throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      details: { BucketName: bucket },
    });
  }
  const freed = transact(state.db, () => {
    const open = state.uploads.list(bucket, '', '', '', -1);
    const blobs = open.flatMap((upload) => state.uploads.delete(upload.id));
    state.buckets.delete(bucket);
    return blobs;
  });
  state.blobs.remove(freed);
  return { status: 204 };
}

export function listBuckets({ state, query }: S3Call): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const buckets = state.buckets.list().filter(({ name }) => name.startsWith(prefix));
  const list = buckets.map(({ name, created }) => ({ Name: name, CreationDate: new Date(created).toISOString() }));
  const owner = { ID: 'local', DisplayName: 'local' };
  return { xml: writeXml('ListAllMyBucketsResult', { Owner: owner, Buckets: { Bucket: list } }) };
}

export function getBucketLocation(): S3Answer {
  return { xml: writeXml('LocationConstraint', {}) };
}
