import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type MediaStore, PartsMismatchError } from '../../../shared/domain/videos/media-store.ts';
import { type PartSink, UploadGoneError } from '../../../shared/domain/videos/part-sink.ts';

interface Upload {
  readonly objectKey: string;
  readonly parts: Map<number, Buffer>;
}

/** A bucket in memory: what is open, and what is whole. */
export interface MemoryBucket {
  readonly media: MediaStore;
  readonly parts: PartSink;
  readonly uploads: Map<string, Upload>;
  readonly objects: Map<string, Buffer>;
  /** Bytes of all parts that were taken, also of those that were sent again. */
  sentBytes(): number;
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
const notUsed = () => Promise.reject(new Error('not used by imports'));

export function createMemoryBucket(): MemoryBucket {
  const uploads = new Map<string, Upload>();
  const objects = new Map<string, Buffer>();
  let opened = 0;
  let sentBytes = 0;
  const sorted = ({ parts }: Upload) => [...parts].toSorted(([one], [other]) => one - other);

  const media: MediaStore = {
    async begin(objectKey) {
      opened += 1;
      uploads.set(`upload-${opened}`, { objectKey, parts: new Map() });
      return `upload-${opened}`;
    },
    async listParts({ uploadId }) {
      const upload = uploads.get(uploadId);
      return (
        upload &&
        sorted(upload).map(([partNumber, bytes]) => ({ partNumber, etag: etagOf(bytes), sizeBytes: bytes.length }))
      );
    },
    async complete({ objectKey, uploadId }, list) {
      const upload = uploads.get(uploadId);
      const chosen = list.map(({ partNumber }) => upload?.parts.get(partNumber));
      if (!upload || chosen.some((bytes, index) => !bytes || etagOf(bytes) !== list[index]?.etag)) {
        throw new PartsMismatchError('no such parts');
      }
      objects.set(objectKey, Buffer.concat(chosen.flatMap((bytes) => bytes ?? [])));
      uploads.delete(uploadId);
    },
    abort: async ({ uploadId }) => void uploads.delete(uploadId),
    size: async (objectKey) => objects.get(objectKey)?.length,
    async open(objectKey, start, end) {
      const bytes = objects.get(objectKey);
      if (!bytes) throw new Error('NoSuchKey');
      return Readable.from([bytes.subarray(start, end + 1)]);
    },
    remove: async (objectKey) => void objects.delete(objectKey),
    signPart: notUsed,
    signPut: notUsed,
    share: notUsed,
  };
  const parts: PartSink = {
    async send({ uploadId }, { partNumber, sizeBytes, body }) {
      const bytes = Buffer.concat(await body.toArray());
      if (bytes.length !== sizeBytes) throw new Error('another length');
      const upload = uploads.get(uploadId);
      if (!upload) throw new UploadGoneError();
      sentBytes += bytes.length;
      upload.parts.set(partNumber, bytes);
    },
  };
  return { media, parts, uploads, objects, sentBytes: () => sentBytes };
}
