import { maxBlobBytes } from '../body/receive-blob.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Attributes } from '../storage/attributes.ts';
import { writeXml } from '../xml/write-xml.ts';
import { commitObject } from './commit-object.ts';
import { type CopySource, findCopySource } from './copy-source.ts';
import { parseAttributes } from './object-attributes.ts';
import { requireBucket } from './require.ts';

/**
 * Copies by giving the files second names. Other than on S3, the copy of a multipart object keeps its composite ETag.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function copyObject(call: S3Call): S3Answer {
  const { state, now } = call;
  requireBucket(call);
  const source = findCopySource(call);
  const attributes = attributesOfCopy(call, source);
  const { id, size, etag } = source.object;
  if (size > maxBlobBytes) {
    const message = `The specified copy source is larger than the maximum allowable size for a copy source: ${maxBlobBytes}`;
    throw new S3Error('InvalidRequest', message);
  }
  const segments = state.objects
    .segments(id, -1, size + 1)
    .map((segment) => ({ ...segment, blob: state.blobs.link(segment.blob) }));
  try {
    commitObject(call, { object: { size, etag, attributes }, segments, event: 'ObjectCreated:Copy' });
  } catch (error) {
    state.blobs.remove(segments.map((segment) => segment.blob));
    throw error;
  }
  return { xml: writeXml('CopyObjectResult', { LastModified: new Date(now).toISOString(), ETag: `"${etag}"` }) };
}

function attributesOfCopy(call: S3Call, source: CopySource): Attributes {
  const directive = headerOf(call.headers, 'x-amz-metadata-directive') ?? 'COPY';
  const { checksum } = source.object.attributes;
  if (directive === 'REPLACE') return { ...parseAttributes(call), ...(checksum && { checksum }) };
  if (directive !== 'COPY') throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  if (source.bucket === call.bucket && source.key === call.key) {
    const why =
      "without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new S3Error(
      'InvalidRequest',
      `This copy request is illegal because it is trying to copy an object to itself ${why}`,
    );
  }
  return source.object.attributes;
}
