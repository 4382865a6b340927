import { encodeRfc3986 } from '../../sigv4/raw-url.ts';
import type { S3Answer, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { ListedObject } from '../storage/object-table.ts';
import { writeXml } from '../xml/write-xml.ts';
import { parseCount } from './require.ts';

const maxPage = 1000;
/** Sorts behind every key that starts with the text before it. */
const behindAll = '\u{10ffff}';

type Question = { bucket: string; prefix: string; delimiter: string; after: string; limit: number };
type Page = { objects: ListedObject[]; commonPrefixes: string[]; next: string | undefined };

/** ListObjectsV2. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects(call: S3Call): S3Answer {
  const { query, bucket } = call;
  const requested = parseCount(query, 'max-keys', maxPage);
  const encode = parseEncoding(query);
  const token = query.get('continuation-token');
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = token === undefined ? (query.get('start-after') ?? '') : decodeToken(token);
  const page = collectPage(call, { bucket, prefix, delimiter, after, limit: Math.min(requested, maxPage) });
  return {
    xml: writeXml('ListBucketResult', {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: Math.min(requested, maxPage),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      IsTruncated: page.next !== undefined,
      EncodingType: query.get('encoding-type'),
      ContinuationToken: token,
      NextContinuationToken: page.next === undefined ? undefined : encodeToken(page.next),
      StartAfter: optional(query.get('start-after'), encode),
      Contents: page.objects.map((object) => toContents(object, encode)),
      CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  };
}

function toContents({ key, modified, etag, size }: ListedObject, encode: (text: string) => string) {
  const time = new Date(modified).toISOString();
  return { Key: encode(key), LastModified: time, ETag: `"${etag}"`, Size: size, StorageClass: 'STANDARD' };
}

function collectPage({ state }: S3Call, { bucket, prefix, delimiter, after, limit }: Question): Page {
  const page: Page = { objects: [], commonPrefixes: [], next: undefined };
  // A token that is a common prefix stands for everything below it.
  let position =
    delimiter !== '' && after.startsWith(prefix) && after.endsWith(delimiter) && after !== prefix
      ? after + behindAll
      : after;
  let last = after;
  if (limit === 0) return page;
  for (;;) {
    const object = state.objects.next(bucket, position, prefix);
    if (!object?.key.startsWith(prefix)) return page;
    const common = commonPrefix(object.key, prefix, delimiter);
    position = common === undefined ? object.key : common + behindAll;
    if (common !== undefined && common === last) continue;
    if (page.objects.length + page.commonPrefixes.length === limit) {
      page.next = last;
      return page;
    }
    if (common === undefined) page.objects.push(object);
    else page.commonPrefixes.push(common);
    last = common ?? object.key;
  }
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function parseEncoding(query: ReadonlyMap<string, string>): (text: string) => string {
  const type = query.get('encoding-type');
  if (type === undefined) return (text) => text;
  if (type !== 'url') throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return (text) => encodeRfc3986(text).replaceAll('%2F', '/');
}

function optional(text: string | undefined, encode: (text: string) => string): string | undefined {
  return text === undefined ? undefined : encode(text);
}

const tokenMark = '1!';

function encodeToken(position: string): string {
  return Buffer.from(tokenMark + position).toString('base64url');
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith(tokenMark)) return text.slice(tokenMark.length);
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
}
