import { randomUUID } from 'node:crypto';
import { checksumNameOf } from '../body/body-checks.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { ChecksumName } from '../storage/attributes.ts';
import { transact } from '../storage/transact.ts';
import { writeXml } from '../xml/write-xml.ts';
import { parseAttributes } from './object-attributes.ts';
import { requireUpload } from './require.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(call: S3Call): S3Answer {
  const { state, bucket, key, now } = call;
  const id = randomUUID();
  const checksumName = declaredAlgorithm(call);
  const attributes = { ...parseAttributes(call), ...(checksumName && { checksumName }) };
  state.uploads.create({ id, bucket, key, initiated: now, attributes });
  return {
    headers: checksumName && { 'x-amz-checksum-algorithm': checksumName, 'x-amz-checksum-type': 'COMPOSITE' },
    xml: writeXml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }),
  };
}

function declaredAlgorithm({ headers }: S3Call): ChecksumName | undefined {
  if (headerOf(headers, 'x-amz-checksum-type') === 'FULL_OBJECT') {
    throw new S3Error('NotImplemented', 'Full object checksums of multipart uploads are not emulated.');
  }
  const name = headerOf(headers, 'x-amz-checksum-algorithm');
  return name === undefined ? undefined : checksumNameOf(name);
}

export function abortMultipartUpload(call: S3Call): S3Answer {
  const upload = requireUpload(call);
  call.state.blobs.remove(transact(call.state.db, () => call.state.uploads.delete(upload.id)));
  return { status: 204 };
}
