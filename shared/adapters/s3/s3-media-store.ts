import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type ListPartsCommandOutput,
  NoSuchUpload,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/core/transport';
import { type ArrivedPart, type MediaStore, PartsMismatchError } from '../../domain/videos/media-store.ts';

/** How long a part may be sent after its URL was signed. */
const partUrlSeconds = 15 * 60;

/** Error codes with which S3 refuses the list of parts, as opposed to failing itself. */
const partsErrors = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

/** A part is bytes; what the whole is was said when the upload began. Signed, so that nothing else can be sent. */
const partContentType = 'application/octet-stream';

/** S3's UploadPart has no content type of its own: the header is added before the request is signed. */
function addContentType(request: unknown): unknown {
  if (HttpRequest.isInstance(request)) request.headers['content-type'] = partContentType;
  return request;
}

/** The bytes of videos in one S3 bucket. */
export function createS3MediaStore(bucket: string): MediaStore {
  // The browser sends what it was told to send: no checksum parameter may be added to a presigned URL.
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    async begin(objectKey, contentType) {
      const command = new CreateMultipartUploadCommand({ Bucket: bucket, Key: objectKey, ContentType: contentType });
      const answer = await client.send(command);
      if (!answer.UploadId) throw new Error('S3 opened no upload.');
      return answer.UploadId;
    },

    async signPart({ objectKey, uploadId }, partNumber, sizeBytes) {
      const command = new UploadPartCommand({
        Bucket: bucket,
        Key: objectKey,
        UploadId: uploadId,
        PartNumber: partNumber,
        ContentLength: sizeBytes,
      });
      command.middlewareStack.add((next) => (call) => next({ ...call, request: addContentType(call.request) }), {
        step: 'build',
      });
      const url = await getSignedUrl(client, command, {
        expiresIn: partUrlSeconds,
        signableHeaders: new Set(['host', 'content-length', 'content-type']),
      });
      return { url, headers: { 'content-length': String(sizeBytes), 'content-type': partContentType } };
    },

    async signPut({ objectKey, contentType, sizeBytes }) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: objectKey,
        ContentType: contentType,
        ContentLength: sizeBytes,
        // Once only: the address outlives the look at what was sent, which must stay what it was.
        IfNoneMatch: '*',
      });
      const url = await getSignedUrl(client, command, {
        expiresIn: partUrlSeconds,
        signableHeaders: new Set(['host', 'content-length', 'content-type', 'if-none-match']),
      });
      return {
        url,
        headers: { 'content-length': String(sizeBytes), 'content-type': contentType, 'if-none-match': '*' },
      };
    },

    async listParts({ objectKey, uploadId }) {
      const parts: ArrivedPart[] = [];
      // Not the SDK's paginator: it goes on while there is a marker, and S3 sends one with the last page as well.
      for (let marker: string | undefined, more = true; more; ) {
        const where = { Bucket: bucket, Key: objectKey, UploadId: uploadId };
        const page = await findPage(client, new ListPartsCommand({ ...where, PartNumberMarker: marker }));
        if (!page) return undefined;
        for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? []) {
          parts.push({ partNumber: PartNumber, etag: ETag, sizeBytes: Size });
        }
        marker = page.NextPartNumberMarker;
        more = page.IsTruncated ?? false;
      }
      return parts;
    },

    async complete({ objectKey, uploadId }, parts) {
      const list = parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }));
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: objectKey,
        UploadId: uploadId,
        MultipartUpload: { Parts: list },
      });
      await client.send(command).catch((error: unknown) => {
        if (isNoSuchUpload(error) || (error instanceof S3ServiceException && partsErrors.has(error.name))) {
          throw new PartsMismatchError(error.message, { cause: error });
        }
        throw error;
      });
    },

    async abort({ objectKey, uploadId }) {
      const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: objectKey, UploadId: uploadId });
      await client.send(command).catch((error: unknown) => {
        if (!isNoSuchUpload(error)) throw error;
      });
    },

    async size(objectKey) {
      try {
        return (await client.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey }))).ContentLength;
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },

    async open(objectKey, start, end, signal) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: objectKey, Range: `bytes=${start}-${end}` });
      const answer = await client.send(command, { abortSignal: signal });
      if (!(answer.Body instanceof Readable)) throw new Error('S3 answered without a body.');
      return answer.Body;
    },

    share(objectKey, validSeconds) {
      const command = new GetObjectCommand({ Bucket: bucket, Key: objectKey });
      return getSignedUrl(client, command, { expiresIn: validSeconds });
    },

    async remove(objectKey) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey }));
    },
  };
}

async function findPage(client: S3Client, command: ListPartsCommand): Promise<ListPartsCommandOutput | undefined> {
  try {
    return await client.send(command);
  } catch (error) {
    if (isNoSuchUpload(error)) return undefined;
    throw error;
  }
}

function isNoSuchUpload(error: unknown): error is S3ServiceException {
  return error instanceof NoSuchUpload || (error instanceof S3ServiceException && error.name === 'NoSuchUpload');
}
