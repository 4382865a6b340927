import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchUpload,
  NotFound,
  paginateListParts,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type ArrivedPart, type MediaStore, PartsMismatchError } from '../../domain/videos/media-store.ts';

/** How long a part may be sent after its URL was signed. */
const partUrlSeconds = 15 * 60;

/** Error codes with which S3 refuses the list of parts, as opposed to failing itself. */
const partsErrors = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

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
      const url = await getSignedUrl(client, command, {
        expiresIn: partUrlSeconds,
        signableHeaders: new Set(['host', 'content-length']),
      });
      return { url, headers: { 'content-length': String(sizeBytes) } };
    },

    async listParts({ objectKey, uploadId }) {
      const parts: ArrivedPart[] = [];
      try {
        const pages = paginateListParts({ client }, { Bucket: bucket, Key: objectKey, UploadId: uploadId });
        for await (const page of pages) {
          for (const { PartNumber = 0, ETag = '', Size = 0 } of page.Parts ?? []) {
            parts.push({ partNumber: PartNumber, etag: ETag, sizeBytes: Size });
          }
        }
      } catch (error) {
        if (isNoSuchUpload(error)) return undefined;
        throw error;
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

    async remove(objectKey) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey }));
    },
  };
}

function isNoSuchUpload(error: unknown): error is S3ServiceException {
  return error instanceof NoSuchUpload || (error instanceof S3ServiceException && error.name === 'NoSuchUpload');
}
