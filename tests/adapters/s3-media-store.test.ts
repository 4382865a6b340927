import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startS3 } from '../../local/cloud/s3/start-s3.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { type MediaStore, PartsMismatchError } from '../../shared/domain/videos/media-store.ts';
import { putPart } from '../support/hopper-user.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';

const partBytes = 5 * 1024 * 1024;

describe('S3 media store', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let s3: Awaited<ReturnType<typeof startS3>>;
  let store: MediaStore;

  beforeAll(async () => {
    folder = await tempFolder();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
    s3 = await startS3({ port: 0, dataDir: folder.path, credentials, notify: async () => {} });
    useLocalService('AWS_ENDPOINT_URL_S3', s3.url);
    await new S3Client({}).send(new CreateBucketCommand({ Bucket: 'videos' }));
    store = createS3MediaStore('videos');
  });
  afterAll(async () => {
    await s3.close();
    await folder.remove();
  });

  const beginUpload = async (objectKey: string) => ({ objectKey, uploadId: await store.begin(objectKey, 'video/mp4') });

  it('takes parts by URL, joins them, and reads ranges', async () => {
    const upload = await beginUpload('videos/a/1/x');
    const first = await store.signPart(upload, 1, partBytes);
    const second = await store.signPart(upload, 2, 3);
    const etags = [await putPart(first, Buffer.alloc(partBytes, 1)), await putPart(second, Buffer.from('end'))];
    expect(await store.listParts(upload)).toEqual([
      { partNumber: 1, etag: etags[0], sizeBytes: partBytes },
      { partNumber: 2, etag: etags[1], sizeBytes: 3 },
    ]);
    await store.complete(
      upload,
      etags.map((etag, index) => ({ partNumber: index + 1, etag })),
    );
    expect(await store.size(upload.objectKey)).toBe(partBytes + 3);
    const stream = await store.open(upload.objectKey, partBytes - 1, partBytes + 1);
    expect(Buffer.concat(await stream.toArray()).toString('latin1')).toBe('\x01en');
    await store.remove(upload.objectKey);
    expect(await store.size(upload.objectKey)).toBeUndefined();
  });

  it('signs the exact size of a part and its type', async () => {
    const upload = await beginUpload('videos/a/2/x');
    const part = await store.signPart(upload, 1, 10);
    await expect(putPart(part, Buffer.alloc(11))).rejects.toThrow('403');
    await expect(putPart({ ...part, headers: { 'content-type': 'text/html' } }, Buffer.alloc(10))).rejects.toThrow(
      '403',
    );
    await expect(
      putPart({ ...part, url: part.url.replace('partNumber=1', 'partNumber=2') }, Buffer.alloc(10)),
    ).rejects.toThrow('403');
    expect(await putPart(part, Buffer.alloc(10))).toMatch(/^"/);
  });

  it('takes a whole object by URL, of exactly its size and type', async () => {
    const object = { objectKey: 'videos/a/5/assets/x', contentType: 'image/png', sizeBytes: 10 };
    const signed = await store.signPut(object);
    await expect(putPart(signed, Buffer.alloc(11))).rejects.toThrow('403');
    await expect(putPart({ ...signed, headers: { 'content-type': 'text/html' } }, Buffer.alloc(10))).rejects.toThrow(
      '403',
    );
    await putPart(signed, Buffer.alloc(10, 7));
    expect(await store.size(object.objectKey)).toBe(10);
  });

  it('tells a wrong list of parts from its own failure', async () => {
    const upload = await beginUpload('videos/a/3/x');
    await putPart(await store.signPart(upload, 1, 10), Buffer.alloc(10));
    await expect(store.complete(upload, [{ partNumber: 1, etag: '"0"' }])).rejects.toBeInstanceOf(PartsMismatchError);
    await expect(
      store.complete({ ...upload, uploadId: 'gone' }, [{ partNumber: 1, etag: '"0"' }]),
    ).rejects.toBeInstanceOf(PartsMismatchError);
  });

  it('aborts, twice if need be', async () => {
    const upload = await beginUpload('videos/a/4/x');
    await putPart(await store.signPart(upload, 1, 10), Buffer.alloc(10));
    await store.abort(upload);
    await store.abort(upload);
    expect(await store.listParts(upload)).toBeUndefined();
  });
});
