import { type ReceivedBlob, receiveBlob, storeBlob } from '../body/receive-blob.ts';
import { openObjectFile, readObjectFile } from '../object-file.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { transact } from '../storage/transact.ts';
import type { Upload } from '../storage/upload-table.ts';
import { writeXml } from '../xml/write-xml.ts';
import { findCopySource } from './copy-source.ts';
import { checksumHeaders } from './put-object.ts';
import { requireUpload } from './require.ts';

const maxPartNumber = 10_000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(call: S3Call): Promise<S3Answer> {
  const number = parsePartNumber(call);
  const upload = requireUpload(call);
  assertChecksumAlgorithm(call, upload);
  const received = await receiveBlob(call);
  commitPart(call, number, received);
  return { headers: { etag: `"${received.md5}"`, ...checksumHeaders(received.checksum) } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export async function uploadPartCopy(call: S3Call): Promise<S3Answer> {
  const number = parsePartNumber(call);
  const upload = requireUpload(call);
  if (upload.attributes.checksumName) {
    throw new S3Error('NotImplemented', 'Copied parts with additional checksums are not emulated.');
  }
  const { object } = findCopySource(call);
  const { first, last } = parseCopyRange(headerOf(call.headers, 'x-amz-copy-source-range'), object.size);
  const file = openObjectFile(call.state, object.id, first, last + 1);
  const received = await storeBlob(call.state, readObjectFile(file), [], () => undefined).finally(file.release);
  commitPart(call, number, received);
  const fields = { LastModified: new Date(call.now).toISOString(), ETag: `"${received.md5}"` };
  return { xml: writeXml('CopyPartResult', fields) };
}

function parsePartNumber({ query }: S3Call): number {
  const text = query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= maxPartNumber) return number;
  const message = `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`;
  throw new S3Error('InvalidArgument', message, { details: { ArgumentName: 'partNumber', ArgumentValue: text } });
}

// Every part has to bring the checksum that the upload was created with, and no other.
function assertChecksumAlgorithm({ headers }: S3Call, upload: Upload): void {
  const expected = upload.attributes.checksumName?.toLowerCase();
  if (expected === undefined) return;
  const sent = [...Object.keys(headers), headerOf(headers, 'x-amz-trailer')?.toLowerCase() ?? ''];
  const actual = sent.find((name) => name.startsWith('x-amz-checksum-'))?.slice('x-amz-checksum-'.length);
  if (actual === expected) return;
  const types = `expected checksum Type: ${expected}, actual checksum Type: ${actual ?? 'null'}`;
  throw new S3Error('InvalidRequest', `Checksum Type mismatch occurred, ${types}`);
}

function parseCopyRange(header: string | undefined, size: number): { first: number; last: number } {
  if (header === undefined) return { first: 0, last: size - 1 };
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (match && first <= last && last < size) return { first, last };
  const message = 'The x-amz-copy-source-range value must be of the form bytes=first-last and within the source object';
  throw new S3Error('InvalidArgument', message, { details: { ArgumentValue: header } });
}

// The upload can have been completed or aborted while the bytes arrived, hence the second look in the transaction.
function commitPart(call: S3Call, number: number, received: ReceivedBlob): void {
  const { state, now } = call;
  const { blob, size, md5, checksum } = received;
  try {
    const replaced = transact(state.db, () =>
      state.uploads.putPart(requireUpload(call).id, { number, size, etag: md5, modified: now, checksum, blob }),
    );
    state.blobs.remove(replaced);
  } catch (error) {
    state.blobs.remove([blob]);
    throw error;
  }
}
