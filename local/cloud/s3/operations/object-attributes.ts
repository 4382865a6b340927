import { headerOf, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Attributes } from '../storage/attributes.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const maxMetadataBytes = 2048;
const systemHeaders = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;
const metaPrefix = 'x-amz-meta-';

/** Reads what a request says about the object besides its bytes. @throws S3Error `MetadataTooLarge` */
export function parseAttributes(call: Pick<S3Call, 'headers' | 'query'>): Attributes {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of systemHeaders) {
    const value = headerOf(call.headers, name);
    const kept = name === 'content-encoding' ? withoutAwsChunked(value) : value;
    if (kept) headers[name] = kept;
  }
  return { headers, metadata: parseMetadata(call) };
}

// aws-chunked is the framing of the upload, not a property of the object.
function withoutAwsChunked(value: string | undefined): string | undefined {
  const codings = value?.split(',').map((coding) => coding.trim());
  return codings?.filter((coding) => coding !== 'aws-chunked' && coding !== '').join(', ');
}

// In presigned URLs the SDK moves metadata into the query, where S3 honours it.
function parseMetadata({ headers, query }: Pick<S3Call, 'headers' | 'query'>): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of [...query, ...Object.entries(headers)]) {
    const lower = name.toLowerCase();
    if (!lower.startsWith(metaPrefix)) continue;
    if (!/^[a-z0-9_.-]+$/.test(lower))
      throw new S3Error('InvalidArgument', 'A metadata name is not a valid header name.');
    assertHeaderText(name, String(value));
    metadata[lower.slice(metaPrefix.length)] = String(value);
  }
  const bytes = Object.entries(metadata).flat().join('').length;
  if (bytes > maxMetadataBytes) {
    const details = { Size: bytes, MaxSizeAllowed: maxMetadataBytes };
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      details,
    });
  }
  return metadata;
}

/** A value from the query must fit into the header it becomes. @throws S3Error `InvalidArgument` */
export function assertHeaderText(name: string, value: string): void {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return;
  const details = { ArgumentName: name, ArgumentValue: value };
  throw new S3Error('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.', { details });
}

export function toMetadataHeaders(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [metaPrefix + name, value]));
}
