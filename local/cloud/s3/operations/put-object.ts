import { receiveBlob } from '../body/receive-blob.ts';
import type { S3Answer, S3Call } from '../s3-call.ts';
import type { Checksum } from '../storage/attributes.ts';
import { commitObject } from './commit-object.ts';
import { assertWriteAllowed } from './conditions.ts';
import { parseAttributes } from './object-attributes.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(call: S3Call): Promise<S3Answer> {
  const { state, bucket, key } = call;
  const attributes = parseAttributes(call);
  // Checked before the body too, so that a doomed upload need not be stored first; the commit decides.
  assertWriteAllowed(call.headers, state.objects.find(bucket, key));
  const { blob, size, md5, checksum } = await receiveBlob(call);
  try {
    commitObject(call, {
      object: { size, etag: md5, attributes: { ...attributes, ...(checksum && { checksum }) } },
      segments: [{ number: 1, start: 0, size, blob }],
      event: 'ObjectCreated:Put',
    });
  } catch (error) {
    state.blobs.remove([blob]);
    throw error;
  }
  return { headers: { etag: `"${md5}"`, ...checksumHeaders(checksum) } };
}

export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  const type = checksum.value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT';
  return { [`x-amz-checksum-${checksum.name.toLowerCase()}`]: checksum.value, 'x-amz-checksum-type': type };
}
