import { createHash } from 'node:crypto';
import { readXml } from '../body/read-xml.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Checksum } from '../storage/attributes.ts';
import { createHasher } from '../storage/hashes.ts';
import type { Segment } from '../storage/object-table.ts';
import type { Part, Upload } from '../storage/upload-table.ts';
import { writeXml } from '../xml/write-xml.ts';
import { commitObject } from './commit-object.ts';
import { type ListedPart, parsePartList, selectParts, toPartList } from './part-list.ts';
import { checksumHeaders } from './put-object.ts';
import { noSuchUpload } from './require.ts';

/**
 * Joins the parts to an object by moving rows; the files stay what they are. Parts that were not listed are dropped.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export async function completeMultipartUpload(call: S3Call): Promise<S3Answer> {
  const { state, bucket, key, query } = call;
  const id = query.get('uploadId') ?? '';
  const listed = parsePartList((await readXml(call, true)).root);
  const upload = state.uploads.find(bucket, key, id);
  if (!upload) return answerRepetition(call, id, listed);
  const parts = state.uploads.parts(id);
  const selected = selectParts(listed, parts, upload.attributes.checksumName);
  const size = selected.reduce((sum, part) => sum + part.size, 0);
  assertObjectSize(call, size);
  const etag = `${compositeMd5(selected)}-${selected.length}`;
  const checksum = compositeChecksum(upload, selected);
  commitCompletion(call, upload, { size, etag, checksum, listed, selected, parts });
  return answer(call, etag, checksum);
}

type Completion = {
  size: number;
  etag: string;
  checksum: Checksum | undefined;
  listed: ListedPart[];
  selected: Part[];
  parts: Part[];
};

function commitCompletion(call: S3Call, upload: Upload, completion: Completion): void {
  const { state, bucket, key, now } = call;
  const { size, etag, checksum, listed, selected, parts } = completion;
  const { headers, metadata } = upload.attributes;
  const kept = new Set(selected.map((part) => part.blob));
  commitObject(call, {
    object: { size, etag, attributes: { headers, metadata, ...(checksum && { checksum }) } },
    segments: toSegments(selected),
    event: 'ObjectCreated:CompleteMultipartUpload',
    also: () => {
      state.uploads.delete(upload.id);
      state.completed.remember({ upload: upload.id, bucket, key, part_list: toPartList(listed), etag, at: now });
      return parts.map((part) => part.blob).filter((blob) => !kept.has(blob));
    },
  });
}

// S3 answers a repetition of a successful call with the same success: the first answer may have been lost.
function answerRepetition(call: S3Call, id: string, listed: ListedPart[]): S3Answer {
  const done = call.state.completed.find(id, call.now);
  const same = done?.bucket === call.bucket && done.key === call.key && done.part_list === toPartList(listed);
  return done && same ? answer(call, done.etag, undefined) : noSuchUpload(id);
}

function answer({ bucket, key, headers }: S3Call, etag: string, checksum: Checksum | undefined): S3Answer {
  const location = `http://${headerOf(headers, 'host') ?? ''}/${bucket}/${key}`;
  const fields = { Location: location, Bucket: bucket, Key: key, ETag: `"${etag}"` };
  const more = checksum && { [`Checksum${checksum.name}`]: checksum.value, ChecksumType: 'COMPOSITE' };
  return { headers: checksumHeaders(checksum), xml: writeXml('CompleteMultipartUploadResult', { ...fields, ...more }) };
}

function assertObjectSize({ headers }: S3Call, size: number): void {
  const declared = headerOf(headers, 'x-amz-mp-object-size');
  if (declared === undefined || Number(declared) === size) return;
  const message = `The provided 'x-amz-mp-object-size' header value ${declared} does not match what was computed: ${size}`;
  throw new S3Error('InvalidRequest', message);
}

function compositeMd5(parts: Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return hash.digest('hex');
}

function compositeChecksum({ attributes }: Upload, parts: Part[]): Checksum | undefined {
  const name = attributes.checksumName;
  if (name === undefined) return undefined;
  const hasher = createHasher(name === 'CRC32' ? 'crc32' : name === 'SHA1' ? 'sha1' : 'sha256');
  for (const part of parts) hasher.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return { name, value: `${hasher.digest().toString('base64')}-${parts.length}` };
}

function toSegments(parts: Part[]): Segment[] {
  let start = 0;
  return parts.map(({ number, size, blob }) => {
    start += size;
    return { number, start: start - size, size, blob };
  });
}
