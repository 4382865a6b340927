import type { S3Answer, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Part, Upload } from '../storage/upload-table.ts';
import { writeXml } from '../xml/write-xml.ts';
import { parseCount, requireUpload } from './require.ts';

const maxPage = 1000;
const owner = { ID: 'local', DisplayName: 'local' };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(call: S3Call): S3Answer {
  const upload = requireUpload(call);
  const limit = Math.min(parseCount(call.query, 'max-parts', maxPage), maxPage);
  const marker = parseCount(call.query, 'part-number-marker', 0);
  const found = call.state.uploads.parts(upload.id, marker, limit + 1);
  const page = found.slice(0, limit);
  return {
    xml: writeXml('ListPartsResult', {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.id,
      Initiator: owner,
      Owner: owner,
      StorageClass: 'STANDARD',
      PartNumberMarker: marker,
      // Always there, and 0 behind the last part: a client that does not look at IsTruncated starts over, as with S3.
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: limit,
      IsTruncated: found.length > limit,
      ...checksumFields(upload),
      Part: page.map(toPart),
    }),
  };
}

function toPart({ number, modified, etag, size, checksum }: Part) {
  return {
    PartNumber: number,
    LastModified: new Date(modified).toISOString(),
    ETag: `"${etag}"`,
    Size: size,
    ...(checksum && { [`Checksum${checksum.name}`]: checksum.value }),
  };
}

function checksumFields({ attributes }: Upload) {
  return attributes.checksumName && { ChecksumAlgorithm: attributes.checksumName, ChecksumType: 'COMPOSITE' };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads(call: S3Call): S3Answer {
  const { query, bucket, state } = call;
  if (query.get('delimiter')) throw new S3Error('NotImplemented', 'A delimiter is not emulated for uploads.');
  const limit = Math.min(parseCount(query, 'max-uploads', maxPage), maxPage);
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  // A key marker alone means "after all uploads of that key".
  const idMarker = query.get('upload-id-marker') || (keyMarker === '' ? '' : '\u{10ffff}');
  const found = state.uploads.list(bucket, prefix, keyMarker, idMarker, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const truncated = found.length > limit;
  return {
    xml: writeXml('ListMultipartUploadsResult', {
      Bucket: bucket,
      KeyMarker: keyMarker,
      UploadIdMarker: query.get('upload-id-marker') ?? '',
      NextKeyMarker: truncated ? last?.key : undefined,
      NextUploadIdMarker: truncated ? last?.id : undefined,
      Prefix: prefix,
      MaxUploads: limit,
      IsTruncated: truncated,
      Upload: page.map(toUpload),
    }),
  };
}

function toUpload(upload: Upload) {
  return {
    Key: upload.key,
    UploadId: upload.id,
    Initiator: owner,
    Owner: owner,
    StorageClass: 'STANDARD',
    Initiated: new Date(upload.initiated).toISOString(),
    ...checksumFields(upload),
  };
}
