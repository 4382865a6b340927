import { headerOf, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../storage/object-table.ts';
import { isNotModified, preconditionFailed } from './conditions.ts';
import { requireBucket, requireObject } from './require.ts';

export type CopySource = { bucket: string; key: string; object: StoredObject };

/**
 * Finds the object that `x-amz-copy-source` names and checks the conditions set on it.
 *
 * @throws S3Error
 */
export function findCopySource(call: S3Call): CopySource {
  const [path = '', version] = (headerOf(call.headers, 'x-amz-copy-source') ?? '').split('?versionId=');
  const { bucket, key } = parsePath(path);
  if (version !== undefined && version !== 'null') {
    throw new S3Error('NotImplemented', 'Object versions are not emulated.');
  }
  requireBucket({ state: call.state, bucket });
  const object = requireObject(call, bucket, key);
  if (isNotModified(call.headers, object, 'x-amz-copy-source-'))
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  return { bucket, key, object };
}

function parsePath(path: string): { bucket: string; key: string } {
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decode(path));
  if (match?.[1] && match[2]) return { bucket: match[1], key: match[2] };
  throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new S3Error('InvalidArgument', 'The x-amz-copy-source header is not correctly encoded.');
  }
}
