import {
  CopyObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, type S3Harness, startHarness } from './s3-harness.ts';

let s3: S3Harness;
let ETag: string;
let LastModified: Date;
const target = { Bucket: bucket, Key: 'conditional' };
const before = new Date(Date.now() - 86_400_000);
const after = new Date(Date.now() + 86_400_000);

beforeAll(async () => {
  s3 = await startHarness();
  await s3.client.send(new PutObjectCommand({ ...target, Body: 'x' }));
  const head = await s3.client.send(new HeadObjectCommand(target));
  ETag = head.ETag ?? '';
  LastModified = head.LastModified ?? after;
});
afterAll(() => s3.stop());

describe('a read', () => {
  const conditions: [string, () => Partial<GetObjectCommandInput>, number][] = [
    ['If-Match with the right tag', () => ({ IfMatch: ETag }), 200],
    ['If-Match with *', () => ({ IfMatch: '*' }), 200],
    ['If-Match with another tag', () => ({ IfMatch: '"other"' }), 412],
    ['If-None-Match with the right tag', () => ({ IfNoneMatch: ETag }), 304],
    ['If-None-Match with another tag', () => ({ IfNoneMatch: '"other"' }), 200],
    ['If-Modified-Since an earlier time', () => ({ IfModifiedSince: before }), 200],
    ['If-Modified-Since its own time', () => ({ IfModifiedSince: LastModified }), 304],
    ['If-Unmodified-Since an earlier time', () => ({ IfUnmodifiedSince: before }), 412],
    ['If-Unmodified-Since its own time', () => ({ IfUnmodifiedSince: LastModified }), 200],
    ['If-Match wins over If-Unmodified-Since', () => ({ IfMatch: ETag, IfUnmodifiedSince: before }), 200],
    ['If-None-Match wins over If-Modified-Since', () => ({ IfNoneMatch: '"other"', IfModifiedSince: after }), 200],
  ];
  it.each(conditions)('with %s', async (_, condition, status) => {
    const call = s3.client.send(new GetObjectCommand({ ...target, ...condition() }));
    const actual = await call.then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error) => error.$metadata.httpStatusCode,
    );
    expect(actual).toBe(status);
  });
});

describe('a write', () => {
  it('with If-None-Match: * does not replace an object', async () => {
    const put = () => s3.client.send(new PutObjectCommand({ ...target, Body: 'new', IfNoneMatch: '*' }));
    expect(await errorOf(put())).toEqual({ code: 'PreconditionFailed', status: 412 });
    const got = await s3.client.send(new GetObjectCommand(target));
    expect(await got.Body?.transformToString()).toBe('x');
  });

  it('with If-None-Match: * is won by exactly one of many', async () => {
    const put = (n: number) =>
      s3.client.send(new PutObjectCommand({ ...target, Key: 'race', Body: `${n}`.repeat(100_000), IfNoneMatch: '*' }));
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => put(n)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('with If-Match replaces only what it names', async () => {
    const put = (IfMatch: string, Key = 'matched') =>
      s3.client.send(new PutObjectCommand({ ...target, Key, Body: 'y', IfMatch }));
    expect(await errorOf(put('"other"', 'missing'))).toEqual({ code: 'NoSuchKey', status: 404 });
    const first = await s3.client.send(new PutObjectCommand({ ...target, Key: 'matched', Body: 'x' }));
    expect(await errorOf(put('"other"'))).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect((await put(first.ETag ?? '')).$metadata.httpStatusCode).toBe(200);
  });

  it('with another If-None-Match is refused', async () => {
    const put = s3.client.send(new PutObjectCommand({ ...target, Body: 'y', IfNoneMatch: '"tag"' }));
    expect(await errorOf(put)).toEqual({ code: 'NotImplemented', status: 501 });
  });
});

describe('a copy', () => {
  const copy = (more: object) =>
    s3.client.send(
      new CopyObjectCommand({ Bucket: bucket, Key: 'copy', CopySource: `${bucket}/conditional`, ...more }),
    );

  it('looks at its source', async () => {
    expect(await errorOf(copy({ CopySourceIfMatch: '"other"' }))).toMatchObject({ status: 412 });
    expect(await errorOf(copy({ CopySourceIfNoneMatch: ETag }))).toMatchObject({ status: 412 });
    expect(await errorOf(copy({ CopySourceIfUnmodifiedSince: before }))).toMatchObject({ status: 412 });
    expect((await copy({ CopySourceIfMatch: ETag })).CopyObjectResult?.ETag).toBe(ETag);
  });
});
