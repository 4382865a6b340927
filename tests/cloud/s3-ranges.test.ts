import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { bucket, mebibyte, pattern, type S3Harness, send, startHarness } from './s3-harness.ts';

let s3: S3Harness;
const body = pattern(12 * mebibyte + 345);
const partBytes = 5 * mebibyte;
/** The same bytes, once in one file and once in three. */
const keys = ['whole', 'parts'];
const urls = new Map<string, string>();

beforeAll(async () => {
  s3 = await startHarness();
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'whole', Body: body }));
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'empty', Body: Buffer.alloc(0) }));
  const target = { Bucket: bucket, Key: 'parts' };
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
  const Parts = [];
  for (const PartNumber of [1, 2, 3]) {
    const Body = body.subarray((PartNumber - 1) * partBytes, PartNumber * partBytes);
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await s3.client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
  for (const Key of [...keys, 'empty']) {
    urls.set(Key, await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: bucket, Key })));
  }
});
afterAll(() => s3.stop());

const get = (key: string, range: string) => send('GET', urls.get(key) ?? '', { range });

describe.each(keys)('a range of the object in %s', (key) => {
  const size = body.length;
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, size - 1],
    ['bytes=-1', size - 1, size - 1],
    ['bytes=-345', size - 345, size - 1],
    [`bytes=-${size + 1}`, 0, size - 1],
    [`bytes=${partBytes - 1}-${partBytes}`, partBytes - 1, partBytes],
    [`bytes=${partBytes}-${2 * partBytes - 1}`, partBytes, 2 * partBytes - 1],
    [`bytes=1-${2 * partBytes + 1}`, 1, 2 * partBytes + 1],
    [`bytes=${size - 1}-${size + 1000}`, size - 1, size - 1],
  ])('%s is served', async (range, first, last) => {
    const answer = await get(key, range);
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${first}-${last}/${size}`,
      'content-length': `${last - first + 1}`,
    });
    expect(answer.body.equals(body.subarray(first, last + 1))).toBe(true);
  });

  it.each([`bytes=${size}-`, `bytes=${size}-${size + 5}`, 'bytes=-0'])('%s cannot be satisfied', async (range) => {
    const answer = await get(key, range);
    expect([answer.status, answer.code]).toEqual([416, 'InvalidRange']);
    expect(answer.headers['content-range']).toBe(`bytes */${size}`);
  });

  it.each(['bytes=5-1', 'bytes=a-b', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', ''])('%j is ignored', async (range) => {
    const answer = await get(key, range);
    expect([answer.status, answer.body.length]).toEqual([200, size]);
  });

  it('agrees with slicing, wherever it starts and ends', async () => {
    const place = fc.oneof(fc.nat(size + 10), fc.constantFrom(partBytes - 1, partBytes, 2 * partBytes, size - 1));
    await fc.assert(
      fc.asyncProperty(place, fc.nat(300_000), fc.constantFrom('closed', 'suffix'), async (start, length, form) => {
        const range = form === 'closed' ? `bytes=${start}-${start + length}` : `bytes=-${length}`;
        const expected = form === 'closed' ? body.subarray(start, start + length + 1) : sliceEnd(length);
        const answer = await get(key, range);
        expect(answer.status).toBe(expected.length === 0 ? 416 : 206);
        if (answer.status === 206) expect(answer.body.equals(expected)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('never fails on nonsense', async () => {
    const nonsense = fc.stringMatching(/^[ -~]{0,30}$/).map((text) => `bytes=${text}`);
    await fc.assert(
      fc.asyncProperty(nonsense, async (range) => {
        const url = await getSignedUrl(s3.client, new HeadObjectCommand({ Bucket: bucket, Key: key }));
        expect([200, 206, 416]).toContain((await send('HEAD', url, { range })).status);
      }),
      { numRuns: 100 },
    );
  });
});

function sliceEnd(length: number): Buffer {
  return length === 0 ? Buffer.alloc(0) : body.subarray(-length);
}

describe('special cases', () => {
  it('no range of an empty object can be satisfied', async () => {
    expect((await get('empty', 'bytes=0-')).status).toBe(416);
    expect((await get('empty', 'bytes=-5')).status).toBe(416);
  });

  it('HEAD takes ranges too', async () => {
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'whole', Range: 'bytes=1-3' }));
    expect(head).toMatchObject({ ContentLength: 3, ContentRange: `bytes 1-3/${body.length}` });
  });

  it('a part is served by its number', async () => {
    const { Body, PartsCount, ContentLength } = await s3.client.send(
      new GetObjectCommand({ Bucket: bucket, Key: 'parts', PartNumber: 2 }),
    );
    expect([PartsCount, ContentLength]).toEqual([3, partBytes]);
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(body.subarray(partBytes, 2 * partBytes))).toBe(true);
  });
});
