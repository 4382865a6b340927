import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, buildClient, errorOf, mebibyte, pattern, type S3Harness, startHarness } from './s3-harness.ts';

let s3: S3Harness;
/** How far the server's clock is ahead. */
let aheadMs = 0;
beforeAll(async () => {
  s3 = await startHarness({ now: () => Date.now() + aheadMs });
});
afterAll(() => s3.stop());

const target = { Bucket: bucket, Key: 'video.mp4' };
const big = pattern(5 * mebibyte);
let UploadId: string;
let tags: string[];

/** An upload of two parts, of which the first is just large enough. */
beforeEach(async () => {
  aheadMs = 0;
  const created = await s3.client.send(new CreateMultipartUploadCommand(target));
  UploadId = created.UploadId ?? '';
  tags = [];
  for (const [index, Body] of [big, Buffer.from('tail')].entries()) {
    const part = new UploadPartCommand({ ...target, UploadId, PartNumber: index + 1, Body });
    tags.push((await s3.client.send(part)).ETag ?? '');
  }
});

const complete = (Parts: CompletedPart[], more = {}) =>
  s3.client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts }, ...more }));
const both = () => tags.map((ETag, index) => ({ PartNumber: index + 1, ETag }));

describe('completion is refused, and the upload stays', () => {
  const cases: [string, () => CompletedPart[], string][] = [
    ['a wrong tag', () => [{ PartNumber: 1, ETag: tags[1] }], 'InvalidPart'],
    ['a part that never came', () => [...both(), { PartNumber: 3, ETag: tags[0] }], 'InvalidPart'],
    ['the wrong order', () => both().reverse(), 'InvalidPartOrder'],
    ['a part twice', () => [...both(), { PartNumber: 2, ETag: tags[1] }], 'InvalidPartOrder'],
    ['no part', () => [], 'MalformedXML'],
    ['a part without a tag', () => [{ PartNumber: 1 }], 'MalformedXML'],
    ['a part without a number', () => [{ ETag: tags[0] }], 'MalformedXML'],
    ['the number 0', () => [{ PartNumber: 0, ETag: tags[0] }], 'MalformedXML'],
    ['a wrong checksum', () => [{ PartNumber: 1, ETag: tags[0], ChecksumSHA256: 'AAAA' }], 'InvalidPart'],
  ];
  it.each(cases)('with %s', async (_, parts, code) => {
    expect(await errorOf(complete(parts()))).toEqual({ code, status: 400 });
    expect((await s3.client.send(new ListPartsCommand({ ...target, UploadId }))).Parts).toHaveLength(2);
  });

  it('with a part below 5 MiB that is not the last', async () => {
    const part = { ...target, UploadId, PartNumber: 1, Body: big.subarray(1) };
    const { ETag } = await s3.client.send(new UploadPartCommand(part));
    const parts = [
      { PartNumber: 1, ETag },
      { PartNumber: 2, ETag: tags[1] },
    ];
    expect(await errorOf(complete(parts))).toEqual({ code: 'EntityTooSmall', status: 400 });
  });

  it('with another size than announced', async () => {
    const refused = await errorOf(complete(both(), { MpuObjectSize: 1 }));
    expect(refused).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  it('when the object must not exist and does', async () => {
    await s3.client.send(new PutObjectCommand({ ...target, Body: 'x' }));
    const refused = await errorOf(complete(both(), { IfNoneMatch: '*' }));
    expect(refused).toEqual({ code: 'PreconditionFailed', status: 412 });
    expect((await s3.client.send(new HeadObjectCommand(target))).ContentLength).toBe(1);
    await s3.client.send(new DeleteObjectCommand(target));
    expect((await complete(both(), { IfNoneMatch: '*' })).$metadata.httpStatusCode).toBe(200);
  });
});

describe('completion repeated', () => {
  it('is answered like the first time, for a while', async () => {
    const first = await complete(both());
    const again = await complete(both());
    expect(again).toMatchObject({ ETag: first.ETag, Location: first.Location });
    aheadMs = 59 * 60_000;
    expect((await completeAhead()).ETag).toBe(first.ETag);
    aheadMs = 61 * 60_000;
    expect(await errorOf(completeAhead())).toEqual({ code: 'NoSuchUpload', status: 404 });
  });

  /** Completes with a client whose clock agrees with the server's. */
  function completeAhead() {
    const client = buildClient(s3.server.url, { systemClockOffset: aheadMs });
    return client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: both() } }));
  }

  it('does not bring back an object that was deleted since', async () => {
    await complete(both());
    await s3.client.send(new DeleteObjectCommand(target));
    await complete(both());
    expect(await errorOf(s3.client.send(new HeadObjectCommand(target)))).toMatchObject({ status: 404 });
  });

  it('with another list is refused, as is everything else with the upload', async () => {
    await complete(both());
    const calls = [
      () => complete(both().slice(0, 1)),
      () => s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: 'x' })),
      () => s3.client.send(new ListPartsCommand({ ...target, UploadId })),
      () => s3.client.send(new AbortMultipartUploadCommand({ ...target, UploadId })),
    ];
    for (const call of calls) expect(await errorOf(call())).toEqual({ code: 'NoSuchUpload', status: 404 });
  });

  it('at the same time completes once', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => complete(both())));
    expect(new Set(results.map(({ ETag }) => ETag)).size).toBe(1);
  });
});

describe('an upload with checksums', () => {
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('base64');
  const begin = async () => {
    const command = new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'SHA256' });
    const created = await s3.client.send(command);
    expect(created).toMatchObject({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' });
    UploadId = created.UploadId ?? '';
  };
  const sendPart = (more: object) =>
    s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: big, ...more }));

  it('gets a checksum of checksums', async () => {
    await begin();
    const { ETag, ChecksumSHA256 } = await sendPart({ ChecksumSHA256: sha256(big) });
    expect(ChecksumSHA256).toBe(sha256(big));
    const answer = await complete([{ PartNumber: 1, ETag, ChecksumSHA256 }]);
    const composite = `${sha256(Buffer.from(sha256(big), 'base64'))}-1`;
    expect(answer.ChecksumSHA256).toBe(composite);
    const head = await s3.client.send(new HeadObjectCommand({ ...target, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' });
  });

  it('refuses a part with a wrong one, another one or none', async () => {
    await begin();
    expect((await errorOf(sendPart({ ChecksumSHA256: sha256(Buffer.from('x')) }))).code).toBe('BadDigest');
    expect((await errorOf(sendPart({}))).code).toBe('InvalidRequest'); // the SDK sends a CRC32
    const plain = buildClient(s3.server.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const none = plain.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: big }));
    expect((await errorOf(none)).code).toBe('InvalidRequest');
  });

  it('wants them repeated in the list', async () => {
    await begin();
    const { ETag } = await sendPart({ ChecksumSHA256: sha256(big) });
    const refused = await errorOf(complete([{ PartNumber: 1, ETag }]));
    expect(refused).toEqual({ code: 'InvalidRequest', status: 400 });
  });
});

it.each([0, 10_001, -1])('part number %d is refused', async (PartNumber) => {
  const refused = await errorOf(s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body: 'x' })));
  expect(refused).toEqual({ code: 'InvalidArgument', status: 400 });
});

it('a list may have 10,000 parts and no more', async () => {
  // Ten thousand real parts would be 50 GB, so the second list fails at its second part.
  const Parts = Array.from({ length: 10_001 }, (_, index) => ({ PartNumber: index + 1, ETag: tags[0] }));
  expect((await errorOf(complete(Parts))).code).toBe('MalformedXML');
  expect((await errorOf(complete(Parts.slice(0, 10_000)))).code).toBe('InvalidPart');
});
