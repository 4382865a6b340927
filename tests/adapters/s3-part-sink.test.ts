import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startS3 } from '../../local/cloud/s3/start-s3.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3PartSink } from '../../shared/adapters/s3/s3-part-sink.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import { type PartSink, UploadGoneError } from '../../shared/domain/videos/part-sink.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';

const partBytes = 5 * 1024 * 1024;

describe('S3 part sink', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let s3: Awaited<ReturnType<typeof startS3>>;
  let store: MediaStore;
  let sink: PartSink;
  const never = new AbortController().signal;

  beforeAll(async () => {
    folder = await tempFolder();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
    s3 = await startS3({ port: 0, dataDir: folder.path, credentials, notify: async () => {} });
    useLocalService('AWS_ENDPOINT_URL_S3', s3.url);
    await new S3Client({}).send(new CreateBucketCommand({ Bucket: 'videos' }));
    store = createS3MediaStore('videos');
    sink = createS3PartSink('videos');
  });
  afterAll(async () => {
    await s3.close();
    await folder.remove();
  });

  const begin = async (objectKey: string) => ({ objectKey, uploadId: await store.begin(objectKey, 'video/mp4') });
  const inPieces = (bytes: Buffer) =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) => bytes.subarray(i * 65_536, (i + 1) * 65_536)),
    );

  it('carries parts from streams, each replaced when it is sent again', async () => {
    const upload = await begin('videos/a/1/x');
    const bytes = randomBytes(partBytes + 7);
    const parts = [bytes.subarray(0, partBytes), bytes.subarray(partBytes)];
    const send = (part: Buffer, partNumber: number) =>
      sink.send(upload, { partNumber, sizeBytes: part.length, body: inPieces(part) }, never);
    await send(randomBytes(partBytes), 1);
    for (const [index, part] of parts.entries()) await send(part, index + 1);
    const arrived = (await store.listParts(upload)) ?? [];
    expect(arrived.map(({ sizeBytes }) => sizeBytes)).toEqual([partBytes, 7]);
    await store.complete(upload, arrived);
    const stored = await (await store.open(upload.objectKey, 0, bytes.length - 1)).toArray();
    expect(Buffer.concat(stored).equals(bytes)).toBe(true);
  });

  it('ends with the error of a body that breaks off, without the part', async () => {
    const upload = await begin('videos/a/2/x');
    const body = new PassThrough();
    body.write(randomBytes(100_000));
    const sending = sink.send(upload, { partNumber: 1, sizeBytes: 200_000, body }, never);
    setImmediate(() => body.destroy(new Error('the line went dead')));
    await expect(sending).rejects.toThrow('the line went dead');
    expect(await store.listParts(upload)).toEqual([]);
  });

  it.each([99_999, 100_001])('refuses a body of %d bytes that was to have 100,000', async (length) => {
    const upload = await begin(`videos/a/3/${length}`);
    const body = inPieces(randomBytes(length));
    await expect(sink.send(upload, { partNumber: 1, sizeBytes: 100_000, body }, never)).rejects.toThrow('100000');
    expect(await store.listParts(upload)).toEqual([]);
  });

  it('stops with the reason of the signal, and lets go of the body', async () => {
    const upload = await begin('videos/a/4/x');
    const body = new PassThrough();
    const abort = new AbortController();
    const sending = sink.send(upload, { partNumber: 1, sizeBytes: 10, body }, abort.signal);
    setImmediate(() => abort.abort(new Error('time is up')));
    await expect(sending).rejects.toThrow('time is up');
    expect(body.destroyed).toBe(true);
  });

  it('tells an upload that is not open any more', async () => {
    const upload = await begin('videos/a/5/x');
    await store.abort(upload);
    const body = inPieces(randomBytes(1000));
    await expect(sink.send(upload, { partNumber: 1, sizeBytes: 1000, body }, never)).rejects.toBeInstanceOf(
      UploadGoneError,
    );
    expect(body.destroyed).toBe(true);
  });
});
