import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Bucket } from '../storage/bucket-table.ts';
import type { StoredObject } from '../storage/object-table.ts';
import type { Upload } from '../storage/upload-table.ts';

/** @throws S3Error `NoSuchBucket` */
export function requireBucket({ state, bucket }: Pick<S3Call, 'state' | 'bucket'>): Bucket {
  const found = state.buckets.find(bucket);
  if (found) return found;
  throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { details: { BucketName: bucket } });
}

/** @throws S3Error `NoSuchKey` */
export function requireObject({ state }: Pick<S3Call, 'state'>, bucket: string, key: string): StoredObject {
  const found = state.objects.find(bucket, key);
  if (found) return found;
  throw new S3Error('NoSuchKey', 'The specified key does not exist.', { details: { Key: key } });
}

/** @throws S3Error `NoSuchUpload` */
export function requireUpload({ state, bucket, key, query }: S3Call): Upload {
  const id = query.get('uploadId') ?? '';
  return state.uploads.find(bucket, key, id) ?? noSuchUpload(id);
}

export function noSuchUpload(id: string): never {
  const message =
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
  throw new S3Error('NoSuchUpload', message, { details: { UploadId: id } });
}

/**
 * Reads a page size or a similar number from the query.
 *
 * @throws S3Error `InvalidArgument`
 */
export function parseCount(query: ReadonlyMap<string, string>, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === undefined || text === '') return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const details = { ArgumentName: name, ArgumentValue: text };
  throw new S3Error('InvalidArgument', `Provided ${name} not an integer or within integer range`, { details });
}
