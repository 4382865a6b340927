import { openObjectFile } from '../object-file.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../storage/object-table.ts';
import { isNotModified } from './conditions.ts';
import { assertHeaderText, toMetadataHeaders } from './object-attributes.ts';
import { type ByteRange, parseRange } from './parse-range.ts';
import { checksumHeaders } from './put-object.ts';
import { parseCount, requireObject } from './require.ts';

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/**
 * GetObject and HeadObject; the body of a HEAD is left out when the answer is written.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function getObject(call: S3Call): S3Answer {
  const object = requireObject(call, call.bucket, call.key);
  const validators = { etag: `"${object.etag}"`, 'last-modified': new Date(object.modified).toUTCString() };
  if (isNotModified(call.headers, object)) return { status: 304, headers: validators };
  const selected = selectPart(call, object) ?? selectRange(call, object);
  const whole = { first: 0, last: object.size - 1 };
  const { first, last } = selected?.range ?? whole;
  const complete = first === 0 && last === object.size - 1;
  return {
    status: selected ? 206 : 200,
    headers: {
      'accept-ranges': 'bytes',
      ...object.attributes.headers,
      ...overriddenHeaders(call.query),
      ...toMetadataHeaders(object.attributes.metadata),
      ...validators,
      ...(selected && { 'content-range': `bytes ${first}-${last}/${object.size}`, ...selected.headers }),
      ...(complete && headerOf(call.headers, 'x-amz-checksum-mode') && checksumHeaders(object.attributes.checksum)),
    },
    file: openObjectFile(call.state, object.id, first, last + 1),
  };
}

type Selected = { range: ByteRange; headers?: Record<string, number> };

function selectRange({ headers }: S3Call, object: StoredObject): Selected | undefined {
  const header = headerOf(headers, 'range');
  const range = parseRange(header, object.size);
  if (range !== 'unsatisfiable') return range && { range };
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
    details: { RangeRequested: header ?? '', ActualObjectSize: object.size },
    headers: { 'content-range': `bytes */${object.size}` },
  });
}

function selectPart({ state, query }: S3Call, object: StoredObject): Selected | undefined {
  const number = parseCount(query, 'partNumber', 0);
  if (number === 0) return undefined;
  const part = state.objects.segmentNumbered(object.id, number);
  if (!part) throw new S3Error('InvalidRange', 'The requested partnumber is not satisfiable');
  if (part.size === 0) return undefined;
  const range = { first: part.start, last: part.start + part.size - 1 };
  return { range, headers: { 'x-amz-mp-parts-count': state.objects.segmentCount(object.id) } };
}

function overriddenHeaders(query: ReadonlyMap<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of overrides) {
    const value = query.get(`response-${name}`);
    if (value === undefined) continue;
    assertHeaderText(`response-${name}`, value);
    headers[name] = value;
  }
  return headers;
}
