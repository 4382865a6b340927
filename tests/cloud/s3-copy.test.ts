import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bucket, errorOf, mebibyte, pattern, type S3Harness, startHarness } from './s3-harness.ts';

let s3: S3Harness;
const Key = 'from/a b+ü.bin';
const CopySource = encodeURI(`${bucket}/${Key}`).replaceAll('+', '%2B');
const body = pattern(6 * mebibyte);

beforeAll(async () => {
  s3 = await startHarness();
  await s3.client.send(
    new PutObjectCommand({ Bucket: bucket, Key, Body: body, ContentType: 'video/mp4', Metadata: { a: '1' } }),
  );
});
afterAll(() => s3.stop());

async function read(key: string, Bucket = bucket) {
  const { Body, ContentType, Metadata } = await s3.client.send(new GetObjectCommand({ Bucket, Key: key }));
  return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), ContentType, Metadata };
}

it('copies bytes, type and metadata, also to another bucket', async () => {
  await s3.client.send(new CreateBucketCommand({ Bucket: 'second-bucket' }));
  const command = new CopyObjectCommand({ Bucket: 'second-bucket', Key: 'to', CopySource });
  const { CopyObjectResult } = await s3.client.send(command);
  expect(CopyObjectResult?.LastModified).toBeInstanceOf(Date);
  const copy = await read('to', 'second-bucket');
  expect(copy.bytes.equals(body)).toBe(true);
  expect(copy).toMatchObject({ ContentType: 'video/mp4', Metadata: { a: '1' } });
});

it('replaces type and metadata when told to, also in place', async () => {
  const replace = { MetadataDirective: 'REPLACE' as const, ContentType: 'text/plain', Metadata: { b: '2' } };
  await s3.client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'to', CopySource, ...replace }));
  await s3.client.send(
    new CopyObjectCommand({ Bucket: bucket, Key: 'to', CopySource: `/${bucket}/to`, ...replace, Metadata: { c: '3' } }),
  );
  const copy = await read('to');
  expect(copy.bytes.equals(body)).toBe(true);
  expect(copy).toMatchObject({ ContentType: 'text/plain', Metadata: { c: '3' } });
});

it('leaves the copy alone when the source is deleted', async () => {
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'short', Body: 'x' }));
  await s3.client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'survivor', CopySource: `${bucket}/short` }));
  await s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'short' }));
  expect((await read('survivor')).bytes.toString()).toBe('x');
});

it('copies parts of an object into a multipart upload', async () => {
  const target = { Bucket: bucket, Key: 'assembled' };
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
  const ranges = ['bytes=0-5242879', 'bytes=1000-1999'];
  const Parts = [];
  for (const [index, CopySourceRange] of ranges.entries()) {
    const part = { ...target, UploadId, PartNumber: index + 1, CopySource, CopySourceRange };
    const { CopyPartResult } = await s3.client.send(new UploadPartCopyCommand(part));
    Parts.push({ PartNumber: index + 1, ETag: CopyPartResult?.ETag });
  }
  await s3.client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
  const expected = Buffer.concat([body.subarray(0, 5242880), body.subarray(1000, 2000)]);
  expect((await read('assembled')).bytes.equals(expected)).toBe(true);
});

it.each([
  [{ CopySource: `${bucket}/missing` }, 'NoSuchKey'],
  [{ CopySource: 'missing-bucket/key' }, 'NoSuchBucket'],
  [{ CopySource: 'nokey' }, 'InvalidArgument'],
  [{ CopySource: `${bucket}/%E0%A4%A` }, 'InvalidArgument'],
  [{ CopySource: `${bucket}/x?versionId=3` }, 'NotImplemented'],
  [{ CopySource, Key }, 'InvalidRequest'],
  [{ Bucket: 'missing-bucket', CopySource }, 'NoSuchBucket'],
])('%j is refused with %s', async (input, code) => {
  const refused = await errorOf(s3.client.send(new CopyObjectCommand({ Bucket: bucket, Key: 'to', ...input })));
  expect(refused.code).toBe(code);
});

it.each(['bytes=0-6291456', 'bytes=5-1', 'bytes=0-', '0-5'])('a copy of the range %s is refused', async (range) => {
  const target = { Bucket: bucket, Key: 'bad-range' };
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
  const part = { ...target, UploadId, PartNumber: 1, CopySource, CopySourceRange: range };
  const refused = await errorOf(s3.client.send(new UploadPartCopyCommand(part)));
  expect(refused).toEqual({ code: 'InvalidArgument', status: 400 });
});
