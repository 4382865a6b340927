import { createHash } from 'node:crypto';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, buildClient, pattern, type S3Harness, send, startHarness } from './s3-harness.ts';

let s3: S3Harness;
/** As a server signs for browsers: nothing is added to the URL. */
let signer: S3Client;
let aheadMs = 0;
beforeAll(async () => {
  s3 = await startHarness({ now: () => Date.now() + aheadMs });
  signer = buildClient(s3.server.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'there', Body: 'x' }));
});
afterAll(async () => {
  signer.destroy();
  await s3.stop();
});

const body = pattern(1000);
const put = (more = {}) => new PutObjectCommand({ Bucket: bucket, Key: 'signed', ...more });
const sizeOf = async (Key: string) =>
  (await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key }))).ContentLength;

describe('a presigned URL', () => {
  it('stores, reads, lists and tells about objects', async () => {
    const stored = await send('PUT', await getSignedUrl(signer, put()), { 'content-length': 1000 }, body);
    expect([stored.status, stored.headers.etag]).toEqual([200, `"${createHash('md5').update(body).digest('hex')}"`]);
    const target = { Bucket: bucket, Key: 'signed' };
    const got = await send('GET', await getSignedUrl(signer, new GetObjectCommand(target)));
    expect(got.body.equals(body)).toBe(true);
    const head = await send('HEAD', await getSignedUrl(signer, new HeadObjectCommand(target)));
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '1000', 0]);
    const list = await send('GET', await getSignedUrl(signer, new ListObjectsV2Command({ Bucket: bucket })));
    expect(list.body.toString()).toContain('<Key>signed</Key>');
  });

  it('of an SDK with default settings works although it carries the checksum of an empty body', async () => {
    const url = await getSignedUrl(s3.client, put());
    expect(url).toContain('x-amz-checksum-crc32=AAAAAA');
    expect((await send('PUT', url, { 'content-length': 1000 }, body)).status).toBe(200);
  });

  it('keeps metadata that was signed into it', async () => {
    const url = await getSignedUrl(signer, put({ Metadata: { owner: 'user-1' } }));
    expect(url).toContain('x-amz-meta-owner=user-1');
    await send('PUT', url, { 'content-length': 1000 }, body);
    const { Metadata } = await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'signed' }));
    expect(Metadata).toEqual({ owner: 'user-1' });
  });

  it('works until it expires, then says so', async () => {
    const url = await getSignedUrl(signer, new GetObjectCommand({ Bucket: bucket, Key: 'there' }), { expiresIn: 60 });
    aheadMs = 58_000;
    expect((await send('GET', url)).status).toBe(200);
    aheadMs = 62_000;
    const late = await send('GET', url);
    aheadMs = 0;
    expect([late.status, late.code]).toEqual([403, 'AccessDenied']);
    expect(late.body.toString()).toMatch(/<Message>Request has expired<\/Message><Expires>20.*Z<\/Expires>/);
  });

  it('may not be valid for longer than a week', async () => {
    const url = await getSignedUrl(signer, put(), { expiresIn: 60 });
    const refused = await send('GET', url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'));
    expect([refused.status, refused.code]).toEqual([400, 'AuthorizationQueryParametersError']);
  });

  it.each([
    ['for another key', (url: string) => url.replace('/signed', '/other')],
    ['for a longer time', (url: string) => url.replace('X-Amz-Expires=900', 'X-Amz-Expires=901')],
    [
      'with another signature',
      (url: string) => url.replace(/Signature=./, 'Signature=0').replace(/0(?=[0-9a-f]{62}&)/, '1'),
    ],
    ['with one more parameter', (url: string) => `${url}&response-content-type=text/html`],
  ])('is refused %s', async (_, change) => {
    const url = await getSignedUrl(signer, put());
    const refused = await send('PUT', change(url), { 'content-length': 1000 }, body);
    expect([refused.status, refused.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('is refused for another method', async () => {
    const refused = await send('DELETE', await getSignedUrl(signer, put()));
    expect([refused.status, refused.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('is refused with an x-amz header that was not signed', async () => {
    const headers = { 'content-length': 1000, 'x-amz-meta-role': 'admin' };
    const refused = await send('PUT', await getSignedUrl(signer, put()), headers, body);
    expect([refused.status, refused.code]).toEqual([403, 'AccessDenied']);
    expect(refused.body.toString()).toContain('<HeadersNotSigned>x-amz-meta-role</HeadersNotSigned>');
  });
});

describe('a signed part', () => {
  const sha256 = createHash('sha256').update(body).digest('base64');
  let url: string;
  let UploadId: string | undefined;
  const right = { 'content-length': 1000, 'content-type': 'video/mp4', 'x-amz-checksum-sha256': sha256 };

  beforeAll(async () => {
    const target = { Bucket: bucket, Key: 'by-parts' };
    UploadId = (await s3.client.send(new CreateMultipartUploadCommand(target))).UploadId;
    const part = { ...target, UploadId, PartNumber: 1, ContentLength: 1000, ChecksumSHA256: sha256 };
    const command = new UploadPartCommand(part);
    command.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: object }).headers, { 'content-type': 'video/mp4' });
        return next(args);
      },
      { step: 'build' },
    );
    url = await getSignedUrl(signer, command, {
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signableHeaders: new Set(['host', 'content-length', 'content-type']),
    });
  });

  it('is taken with exactly the length, type and checksum that were signed', async () => {
    expect(url).toContain('X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256');
    const answer = await send('PUT', url, right, body);
    expect([answer.status, answer.headers['x-amz-checksum-sha256']]).toEqual([200, sha256]);
  });

  it.each([
    ['another type', { ...right, 'content-type': 'text/html' }, body, 'SignatureDoesNotMatch'],
    ['a shorter body', { ...right, 'content-length': 999 }, body.subarray(1), 'SignatureDoesNotMatch'],
    [
      'a longer body',
      { ...right, 'content-length': 1001 },
      Buffer.concat([body, body.subarray(0, 1)]),
      'SignatureDoesNotMatch',
    ],
    ['another checksum', { ...right, 'x-amz-checksum-sha256': 'A'.repeat(43) }, body, 'SignatureDoesNotMatch'],
    ['no checksum', { 'content-length': 1000, 'content-type': 'video/mp4' }, body, 'SignatureDoesNotMatch'],
    ['other bytes', right, pattern(1000, 2), 'BadDigest'],
  ])('is refused with %s', async (_, headers, bytes, code) => {
    const refused = await send('PUT', url, headers, bytes);
    expect([refused.code, refused.status]).toEqual([code, code === 'BadDigest' ? 400 : 403]);
  });

  it('is refused without a length', async () => {
    const plain = await getSignedUrl(signer, put());
    const refused = await send('PUT', plain, { 'transfer-encoding': 'chunked' }, body);
    expect([refused.status, refused.code]).toEqual([411, 'MissingContentLength']);
  });

  it('is refused when it is larger than 5 GiB, before it is sent', async () => {
    const plain = await getSignedUrl(signer, put());
    const headers = { 'content-length': 5 * 1024 ** 3 + 1, expect: '100-continue' };
    const refused = await sendHead(plain, headers);
    expect([refused.status, refused.code]).toEqual([400, 'EntityTooLarge']);
  });
});

/** Sends only the head of a PUT, as a client that waits for "100 Continue" does. */
async function sendHead(url: string, headers: Record<string, string | number>) {
  const { request } = await import('node:http');
  return new Promise<{ status: number; code: string | undefined }>((resolve, reject) => {
    const sent = request(url, { method: 'PUT', headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        sent.destroy();
        resolve({ status: response.statusCode ?? 0, code: /<Code>(\w+)/.exec(text)?.[1] });
      });
    });
    sent.on('error', reject);
    sent.flushHeaders();
  });
}

describe('without a signature', () => {
  it.each([
    ['GET', `/${bucket}/there`],
    ['HEAD', `/${bucket}/there`],
    ['PUT', `/${bucket}/new`],
    ['DELETE', `/${bucket}/there`],
    ['GET', `/${bucket}?list-type=2`],
    ['GET', '/'],
    ['GET', '/missing-bucket/key'],
    ['POST', `/${bucket}/there?uploads`],
  ])('%s %s is refused', async (method, path) => {
    const refused = await send(method, s3.server.url + path);
    expect(refused.status).toBe(403);
    if (method !== 'HEAD') expect(refused.code).toBe('AccessDenied');
    expect(await sizeOf('there')).toBe(1);
  });

  it('another key pair is refused', async () => {
    const client = buildClient(s3.server.url, { credentials: { accessKeyId: 'other', secretAccessKey: 'x' } });
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: 'there' }));
    const refused = await send('GET', url);
    expect([refused.status, refused.code]).toEqual([403, 'InvalidAccessKeyId']);
  });
});
