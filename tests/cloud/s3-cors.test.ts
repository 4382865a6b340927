import {
  type CORSRule,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, type S3Harness, send, startHarness } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const rules: CORSRule[] = [
  {
    AllowedOrigins: ['http://localhost:3000', 'https://*.hopper.example'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['content-type', 'x-amz-*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 600,
  },
  { AllowedOrigins: ['*'], AllowedMethods: ['HEAD'] },
];
const configure = (CORSRules: CORSRule[]) =>
  s3.client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
beforeEach(() => configure(rules));

const preflight = (origin: string, method: string, headers = '', path = `/${bucket}/any/key`) =>
  send('OPTIONS', s3.server.url + path, {
    origin,
    'access-control-request-method': method,
    ...(headers && { 'access-control-request-headers': headers }),
  });

describe('a preflight', () => {
  it('is answered, without a signature, when a rule allows the request', async () => {
    const answer = await preflight('http://localhost:3000', 'PUT', 'Content-Type, X-Amz-Checksum-Sha256');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:3000',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type, x-amz-checksum-sha256',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
  });

  it('for any origin is answered with a star and without credentials', async () => {
    const { headers } = await preflight('https://anywhere.example', 'HEAD');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each([
    ['another port', 'http://localhost:3001', 'PUT', ''],
    ['another scheme', 'https://localhost:3000', 'PUT', ''],
    ['a method that no rule has', 'http://localhost:3000', 'DELETE', ''],
    ['a header that no rule has', 'http://localhost:3000', 'PUT', 'authorization'],
    ['one header too many', 'http://localhost:3000', 'PUT', 'content-type,cookie'],
    ['a domain that only ends alike', 'https://evil-hopper.example', 'PUT', ''],
  ])('is refused for %s', async (_, origin, method, headers) => {
    const refused = await preflight(origin, method, headers);
    expect([refused.status, refused.code]).toEqual([403, 'AccessForbidden']);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('matches a wildcard inside an origin', async () => {
    const { headers } = await preflight('https://app.hopper.example', 'GET');
    expect(headers['access-control-allow-origin']).toBe('https://app.hopper.example');
  });

  it('is refused when the bucket has no rules, or is missing', async () => {
    await s3.client.send(new DeleteBucketCorsCommand({ Bucket: bucket }));
    expect((await preflight('http://localhost:3000', 'PUT')).status).toBe(403);
    expect((await preflight('http://localhost:3000', 'PUT', '', '/missing-bucket/k')).status).toBe(403);
  });

  it('without an origin or a method is a bad request', async () => {
    const url = `${s3.server.url}/${bucket}/key`;
    expect((await send('OPTIONS', url)).status).toBe(400);
    expect((await send('OPTIONS', url, { origin: 'http://localhost:3000' })).status).toBe(400);
  });
});

describe('the actual request', () => {
  const origin = 'http://localhost:3000';
  const sign = (Key: string) => getSignedUrl(s3.client, new PutObjectCommand({ Bucket: bucket, Key }));

  it('carries the headers that let a page read the tag', async () => {
    const answer = await send('PUT', await sign('x'), { origin, 'content-length': 1 }, 'x');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'ETag',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });

  it('carries them with errors too, so that a page can read what went wrong', async () => {
    const url = (await sign('x')).replace(/Signature=.*?&/, `Signature=${'0'.repeat(64)}&`);
    const refused = await send('PUT', url, { origin, 'content-length': 1 }, 'x');
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, origin]);
  });

  it('of another origin succeeds without them: keeping the answer from the page is up to the browser', async () => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: bucket, Key: 'x' }));
    const answer = await send('GET', url, { origin: 'https://evil.example' });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });
});

describe('the configuration', () => {
  it('comes back as it was put', async () => {
    const { CORSRules } = await s3.client.send(new GetBucketCorsCommand({ Bucket: bucket }));
    expect(CORSRules).toEqual(rules);
  });

  it('is missing after its deletion', async () => {
    await s3.client.send(new DeleteBucketCorsCommand({ Bucket: bucket }));
    const missing = await errorOf(s3.client.send(new GetBucketCorsCommand({ Bucket: bucket })));
    expect(missing).toEqual({ code: 'NoSuchCORSConfiguration', status: 404 });
  });

  it.each<[string, CORSRule[]]>([
    ['MalformedXML', []],
    ['MalformedXML', [{ AllowedOrigins: [], AllowedMethods: ['GET'] }]],
    ['MalformedXML', [{ AllowedOrigins: ['*'], AllowedMethods: [] }]],
    ['InvalidRequest', [{ AllowedOrigins: ['*'], AllowedMethods: ['PATCH'] }]],
    ['InvalidRequest', [{ AllowedOrigins: ['https://*.a.*'], AllowedMethods: ['GET'] }]],
    ['InvalidRequest', [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'], ExposeHeaders: ['a\nb'] }]],
  ])('is refused with %s: %j', async (code, bad) => {
    expect(await errorOf(configure(bad))).toEqual({ code, status: 400 });
    expect((await s3.client.send(new GetBucketCorsCommand({ Bucket: bucket }))).CORSRules).toEqual(rules);
  });
});
