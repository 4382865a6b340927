import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, buildClient, errorOf, pattern, type S3Harness, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const Body = pattern(300_000);
const target = { Bucket: bucket, Key: 'checked' };
const digest = (name: string, data: Buffer = Body) => createHash(name).update(data).digest('base64');
const crc = (data: Buffer) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString('base64');
};
const put = (more: Partial<PutObjectCommandInput>) =>
  s3.client.send(new PutObjectCommand({ ...target, Body, ...more }));

describe('a right checksum', () => {
  it.each([
    ['ChecksumCRC32', crc(Body)],
    ['ChecksumSHA1', digest('sha1')],
    ['ChecksumSHA256', digest('sha256')],
  ])('%s is kept and given back', async (name, value) => {
    expect(await put({ [name]: value })).toMatchObject({ [name]: value, ChecksumType: 'FULL_OBJECT' });
    const got = await s3.client.send(new GetObjectCommand({ ...target, ChecksumMode: 'ENABLED' }));
    expect(got).toMatchObject({ [name]: value });
    await got.Body?.transformToByteArray(); // the SDK compares it with the checksum here
  });

  it('is not given back with a part of the object', async () => {
    await put({ ChecksumSHA256: digest('sha256') });
    const got = await s3.client.send(new GetObjectCommand({ ...target, ChecksumMode: 'ENABLED', Range: 'bytes=0-9' }));
    expect(got.ChecksumSHA256).toBeUndefined();
    await got.Body?.transformToByteArray();
  });

  it('of the MD5 kind is accepted', async () => {
    expect((await put({ ContentMD5: digest('md5') })).$metadata.httpStatusCode).toBe(200);
  });
});

describe('a wrong checksum stores nothing', () => {
  let files: string[];
  beforeAll(async () => {
    await put({});
    await until(() => s3.blobFiles().length === 1);
    files = s3.blobFiles();
  });
  afterEach(async () => {
    await until(() => s3.blobFiles().length === files.length);
    expect(s3.blobFiles()).toEqual(files);
  });

  const other = Buffer.from('other');
  it.each([
    ['ChecksumCRC32', crc(other), 'BadDigest'],
    ['ChecksumSHA1', digest('sha1', other), 'BadDigest'],
    ['ChecksumSHA256', digest('sha256', other), 'BadDigest'],
    ['ContentMD5', digest('md5', other), 'BadDigest'],
    ['ChecksumSHA256', 'AAAA', 'InvalidRequest'],
    ['ChecksumSHA256', 'not base64', 'InvalidRequest'],
    ['ContentMD5', 'AAAA', 'InvalidDigest'],
  ])('%s=%s: %s', async (name, value, code) => {
    expect(await errorOf(put({ [name]: value }))).toEqual({ code, status: 400 });
  });

  it('two at once', async () => {
    const both = put({ ChecksumSHA256: digest('sha256'), ChecksumSHA1: digest('sha1') });
    expect(await errorOf(both)).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  it('a trailer that is wrong', async () => {
    const client = buildClient(s3.server.url);
    client.middlewareStack.add(
      (next) => async (args) => {
        const request = args.request as { body: AsyncIterable<Uint8Array> };
        request.body = Readable.from(replaceChecksum(request.body));
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const command = new PutObjectCommand({ ...target, Body: Readable.from([Body]), ContentLength: Body.length });
    expect(await errorOf(client.send(command))).toEqual({ code: 'BadDigest', status: 400 });
    client.destroy();
  });

  it('a body that is not the signed one', async () => {
    const client = buildClient(s3.server.url);
    client.middlewareStack.add(
      (next) => async (args) => {
        Object.assign(args.request as object, { body: pattern(300_000, 2) });
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const call = client.send(new PutObjectCommand({ ...target, Body, ContentMD5: digest('md5', pattern(300_000, 2)) }));
    expect((await errorOf(call)).code).toMatch(/XAmzContentSHA256Mismatch|BadDigest/);
    client.destroy();
  });

  it('an algorithm that is not emulated', async () => {
    expect(await errorOf(put({ ChecksumCRC32C: 'AAAAAA==' }))).toEqual({ code: 'NotImplemented', status: 501 });
  });
});

async function* replaceChecksum(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    const text = Buffer.from(chunk).toString('latin1');
    yield Buffer.from(text.replace(/(x-amz-checksum-crc32:)\S{6}/, '$1AAAAAA'), 'latin1');
  }
}
