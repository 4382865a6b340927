import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { bucket, errorOf, mebibyte, pattern, type S3Harness, send, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const target = (Key: string) => ({ Bucket: bucket, Key });

async function read(Key: string): Promise<Buffer> {
  const { Body } = await s3.client.send(new GetObjectCommand(target(Key)));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe('an object', () => {
  it('comes back with its bytes, type, headers and metadata', async () => {
    const about = {
      ContentType: 'video/mp4',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.mp4"',
      ContentLanguage: 'en',
      Metadata: { owner: 'user-1', note: 'x y' },
    };
    const put = await s3.client.send(new PutObjectCommand({ ...target('about'), Body: 'hello', ...about }));
    expect(put.ETag).toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
    const got = await s3.client.send(new GetObjectCommand(target('about')));
    expect(got).toMatchObject({ ...about, ContentLength: 5, ETag: put.ETag, AcceptRanges: 'bytes' });
    expect(await got.Body?.transformToString()).toBe('hello');
    const head = await s3.client.send(new HeadObjectCommand(target('about')));
    expect(head).toMatchObject({ ...about, ContentLength: 5, ETag: put.ETag });
    expect(Date.now() - Number(head.LastModified)).toBeLessThan(60_000);
  });

  it.each([0, 1, 65536, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3 * mebibyte + 7])(
    'of %d bytes is stored unchanged',
    async (length) => {
      const body = pattern(length, length + 1);
      const { ETag } = await s3.client.send(new PutObjectCommand({ ...target('sized'), Body: body }));
      expect((await read('sized')).equals(body)).toBe(true);
      expect(ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    },
  );

  it('can be streamed with a trailing checksum', async () => {
    const body = pattern(2 * mebibyte + 3);
    const pieces = [body.subarray(0, 100), body.subarray(100, mebibyte), body.subarray(mebibyte)];
    const command = new PutObjectCommand({
      ...target('streamed'),
      Body: Readable.from(pieces),
      ContentLength: body.length,
      ContentEncoding: 'gzip',
    });
    expect((await s3.client.send(command)).ChecksumCRC32).toBeDefined();
    const got = await s3.client.send(new GetObjectCommand(target('streamed')));
    expect(got.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
  });

  it('is replaced as a whole, and the old bytes are gone', async () => {
    await s3.client.send(new PutObjectCommand({ ...target('twice'), Body: 'old', Metadata: { a: '1' } }));
    const before = s3.blobFiles();
    await s3.client.send(new PutObjectCommand({ ...target('twice'), Body: 'new' }));
    expect((await read('twice')).toString()).toBe('new');
    expect((await s3.client.send(new HeadObjectCommand(target('twice')))).Metadata).toEqual({});
    await until(() => s3.blobFiles().length === before.length);
  });

  it('has a default type', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand(target('untyped')));
    await send('PUT', url, { 'content-length': 1 }, 'x');
    const { ContentType } = await s3.client.send(new HeadObjectCommand(target('untyped')));
    expect(ContentType).toBe('binary/octet-stream');
  });

  it('answers with the headers that a signed URL asks for', async () => {
    await s3.client.send(new PutObjectCommand({ ...target('override'), Body: 'x', ContentType: 'text/plain' }));
    const { ContentType, ContentDisposition, CacheControl } = await s3.client.send(
      new GetObjectCommand({
        ...target('override'),
        ResponseContentType: 'video/mp4',
        ResponseContentDisposition: 'attachment; filename="x"',
        ResponseCacheControl: 'max-age=1',
      }),
    );
    expect([ContentType, ContentDisposition, CacheControl]).toEqual([
      'video/mp4',
      'attachment; filename="x"',
      'max-age=1',
    ]);
  });

  it('is deleted, and deleting it again succeeds', async () => {
    await s3.client.send(new PutObjectCommand({ ...target('gone'), Body: 'x' }));
    for (let round = 0; round < 2; round++) {
      expect(await s3.client.send(new DeleteObjectCommand(target('gone')))).toMatchObject({
        $metadata: { httpStatusCode: 204 },
      });
    }
    await expect(s3.client.send(new GetObjectCommand(target('gone')))).rejects.toBeInstanceOf(NoSuchKey);
    await expect(s3.client.send(new HeadObjectCommand(target('gone')))).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a download in progress', () => {
  it('finishes with the old bytes when the object is deleted or replaced', async () => {
    const body = pattern(12 * mebibyte);
    for (const change of ['delete', 'replace']) {
      await s3.client.send(new PutObjectCommand({ ...target('reading'), Body: body }));
      const { Body } = await s3.client.send(new GetObjectCommand(target('reading')));
      if (change === 'delete') await s3.client.send(new DeleteObjectCommand(target('reading')));
      else await s3.client.send(new PutObjectCommand({ ...target('reading'), Body: 'new' }));
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      expect(bytes.equals(body)).toBe(true);
    }
    const others = s3.blobFiles().length;
    await s3.client.send(new DeleteObjectCommand(target('reading')));
    await until(() => s3.blobFiles().length < others);
  });
});

describe('many at once', () => {
  it('are deleted, missing ones included', async () => {
    const keys = ['many/1', 'many/2 & <3>', 'many/4'];
    for (const Key of keys) await s3.client.send(new PutObjectCommand({ ...target(Key), Body: 'x' }));
    const Objects = [...keys, 'many/missing'].map((Key) => ({ Key }));
    const { Deleted } = await s3.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'many/missing']);
    for (const Key of keys) {
      expect(await errorOf(s3.client.send(new HeadObjectCommand(target(Key))))).toMatchObject({ status: 404 });
    }
  });

  it('are deleted quietly when asked so', async () => {
    const Delete = { Objects: [{ Key: 'many/1' }], Quiet: true };
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
    expect(answer.Deleted).toBeUndefined();
  });
});

describe('keys', () => {
  const special = [
    "a b+c&d%/ü'(1)*~!.txt",
    '//double//slash/',
    './../dots',
    '?query=1#hash',
    '日本語/🎬.mp4',
    '%2F',
    ' ',
  ];

  it.each(special)('%j stay what they are', async (Key) => {
    await s3.client.send(new PutObjectCommand({ ...target(Key), Body: Key }));
    expect((await read(Key)).toString()).toBe(Key);
    const url = await getSignedUrl(s3.client, new GetObjectCommand(target(Key)));
    expect((await send('GET', url)).body.toString()).toBe(Key);
    await s3.client.send(new DeleteObjectCommand(target(Key)));
  });

  it('of any text up to 1,024 bytes work', async () => {
    const anyKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((key) => key.isWellFormed());
    await fc.assert(
      fc.asyncProperty(anyKey, async (Key) => {
        await s3.client.send(new PutObjectCommand({ ...target(Key), Body: Key }));
        expect((await read(Key)).toString()).toBe(Key);
        await s3.client.send(new DeleteObjectCommand(target(Key)));
      }),
      { numRuns: 50 },
    );
  });

  it('of 1,024 bytes are the longest', async () => {
    const longest = 'ü'.repeat(512);
    await s3.client.send(new PutObjectCommand({ ...target(longest), Body: 'x' }));
    const refused = await errorOf(s3.client.send(new PutObjectCommand({ ...target(`${longest}x`), Body: 'x' })));
    expect(refused).toEqual({ code: 'KeyTooLongError', status: 400 });
  });
});
