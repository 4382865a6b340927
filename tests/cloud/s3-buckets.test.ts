import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, buildClient, errorOf, type S3Harness, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

describe('buckets', () => {
  it('are made, listed and deleted', async () => {
    const client = buildClient(s3.server.url, { forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: 'one.more-bucket' }));
    const { Buckets } = await s3.client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['one.more-bucket', bucket]);
    expect(Date.now() - Number(Buckets?.[0]?.CreationDate)).toBeLessThan(60_000);
    await client.send(new DeleteBucketCommand({ Bucket: 'one.more-bucket' }));
    expect(await errorOf(client.send(new HeadBucketCommand({ Bucket: 'one.more-bucket' })))).toMatchObject({
      status: 404,
    });
  });

  it('tell their region', async () => {
    expect(await s3.client.send(new HeadBucketCommand({ Bucket: bucket }))).toMatchObject({
      BucketRegion: 'us-east-1',
    });
    const { LocationConstraint } = await s3.client.send(new GetBucketLocationCommand({ Bucket: bucket }));
    expect(LocationConstraint ?? '').toBe('');
  });

  it('may be made again without losing what is in them', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'kept', Body: 'x' }));
    await s3.client.send(new CreateBucketCommand({ Bucket: bucket }));
    const { KeyCount } = await s3.client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(KeyCount).toBe(1);
    await s3.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'kept' }));
  });

  it('cannot be deleted while they hold objects', async () => {
    await s3.client.send(new CreateBucketCommand({ Bucket: 'full-bucket' }));
    await s3.client.send(new PutObjectCommand({ Bucket: 'full-bucket', Key: 'k', Body: 'x' }));
    const refused = await errorOf(s3.client.send(new DeleteBucketCommand({ Bucket: 'full-bucket' })));
    expect(refused).toEqual({ code: 'BucketNotEmpty', status: 409 });
  });

  it('take their unfinished uploads with them', async () => {
    const target = { Bucket: 'leaving-bucket', Key: 'k' };
    await s3.client.send(new CreateBucketCommand({ Bucket: target.Bucket }));
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
    const before = new Set(s3.blobFiles());
    await s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'part' }));
    const added = s3.blobFiles().filter((file) => !before.has(file));
    expect(added).toHaveLength(1);
    await s3.client.send(new DeleteBucketCommand({ Bucket: target.Bucket }));
    await until(() => !s3.blobFiles().some((file) => added.includes(file)));
  });

  it.each(['ab', 'UPPER', 'under_score', '-dash', 'dash-', 'a..b', '192.168.0.1', 'x'.repeat(64)])(
    'cannot be called %s',
    async (Bucket) => {
      const refused = await errorOf(s3.client.send(new CreateBucketCommand({ Bucket })));
      expect(refused.code).toBe('InvalidBucketName');
    },
  );
});

it('every operation on a bucket that is not there says so', async () => {
  const Bucket = 'nowhere-bucket';
  const calls = [
    () => s3.client.send(new DeleteBucketCommand({ Bucket })),
    () => s3.client.send(new ListObjectsV2Command({ Bucket })),
    () => s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' })),
    () => s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' })),
    () => s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' })),
  ];
  for (const call of calls) expect(await errorOf(call())).toEqual({ code: 'NoSuchBucket', status: 404 });
});
