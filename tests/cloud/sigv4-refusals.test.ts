import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifySigV4 } from '../../local/cloud/sigv4/verify-sigv4.ts';
import fc from '../support/fast-check.ts';

const keyPair = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
const credentials = { ...keyPair, region: 'us-east-1' };
const signedAt = Date.parse('2026-01-02T03:04:05Z');
const host = '127.0.0.1:9999';
let url: string;

beforeAll(async () => {
  const client = new S3Client({ endpoint: `http://${host}`, region: 'us-east-1', credentials: keyPair });
  const command = new GetObjectCommand({ Bucket: 'some-bucket', Key: 'a key/with ünicode+%.mp4' });
  const signed = await getSignedUrl(client, command, { expiresIn: 600, signingDate: new Date(signedAt) });
  url = signed.slice(`http://${host}`.length);
});

function verify(changes: { url?: string; method?: string; headers?: Record<string, string>; now?: number } = {}) {
  const headers = { host, ...changes.headers };
  const request = { method: changes.method ?? 'GET', url: changes.url ?? url, headers, service: 's3' };
  return verifySigV4(request, credentials, changes.now ?? signedAt);
}

function withParameter(name: string, value: string): string {
  return url.replace(new RegExp(`${name}=[^&]*`), `${name}=${value}`);
}

describe('a presigned URL', () => {
  it('is accepted as it is, until the last moment', () => {
    expect(verify()).toMatchObject({ ok: true, presigned: true });
    expect(verify({ now: signedAt + 600_000 })).toMatchObject({ ok: true });
  });

  it('is refused one millisecond later, with both times', () => {
    const details = { Expires: '2026-01-02T03:14:05.000Z', ServerTime: '2026-01-02T03:14:05.001Z' };
    const refusal = { ok: false, reason: 'expired', message: 'Request has expired', details };
    expect(verify({ now: signedAt + 600_001 })).toEqual(refusal);
  });

  it.each([
    ['long before it was signed', { now: signedAt - 16 * 60_000 }, 'not-yet-valid'],
    ['for another method', { method: 'PUT' }, 'mismatch'],
    ['for another host', { headers: { host: 'elsewhere' } }, 'mismatch'],
    ['with an x-amz header that was not signed', { headers: { 'x-amz-acl': 'public-read' } }, 'unsigned-headers'],
    ['together with an Authorization header', { headers: { authorization: 'AWS4-HMAC-SHA256 x' } }, 'malformed'],
  ])('is refused %s', (_, changes, reason) => {
    expect(verify(changes)).toMatchObject({ ok: false, reason });
  });

  it.each([
    ['X-Amz-Expires', '604801', 'too-long'],
    ['X-Amz-Expires', '-1', 'malformed'],
    ['X-Amz-Expires', '601', 'mismatch'],
    ['X-Amz-Date', 'yesterday', 'malformed'],
    ['X-Amz-Date', '20260103T030405Z', 'malformed'],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA1', 'malformed'],
    ['X-Amz-Credential', 'local', 'malformed'],
    ['X-Amz-Credential', 'other%2F20260102%2Fus-east-1%2Fs3%2Faws4_request', 'unknown-key'],
    ['X-Amz-Credential', 'local%2F20260102%2Feu-west-1%2Fs3%2Faws4_request', 'wrong-scope'],
    ['X-Amz-Credential', 'local%2F20260102%2Fus-east-1%2Fsqs%2Faws4_request', 'wrong-scope'],
    ['X-Amz-SignedHeaders', 'content-type', 'malformed'],
    ['X-Amz-Signature', 'abc', 'malformed'],
    ['X-Amz-Signature', '0'.repeat(64), 'mismatch'],
    ['X-Amz-Signature', '%E0%A4%A', 'malformed'],
  ])('is refused with %s=%s: %s', (name, value, reason) => {
    expect(verify({ url: withParameter(name, value) })).toMatchObject({ ok: false, reason });
  });

  it('is refused after any change of a character that changes its meaning', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...'abcXYZ019-_/&=%'), (position, replacement) => {
        const at = position % url.length;
        const changed = url.slice(0, at) + replacement + url.slice(at + 1);
        // Upper and lower case mean the same inside a percent sequence.
        if (decodeSafely(changed) !== decodeSafely(url)) expect(verify({ url: changed }).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('the header form', () => {
  const date = '20260102T030405Z';
  const credential = 'Credential=local/20260102/us-east-1/s3/aws4_request';
  const complete = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

  it.each([
    ['', {}, 'anonymous'],
    ['a bearer token', { authorization: 'Bearer abc' }, 'unsupported'],
    ['version 2', { authorization: 'AWS local:abc' }, 'unsupported'],
    ['nothing but the algorithm', { authorization: 'AWS4-HMAC-SHA256', 'x-amz-date': date }, 'malformed'],
    ['no date', { authorization: complete }, 'malformed'],
    ['no host among the signed', { authorization: complete.replace('host;', ''), 'x-amz-date': date }, 'malformed'],
    ['a wrong signature', { authorization: complete, 'x-amz-date': date }, 'mismatch'],
  ])('is refused: %s', (_, headers, reason) => {
    expect(verify({ url: '/bucket/key', headers })).toMatchObject({ ok: false, reason });
  });

  it.each([-15 * 60_000 - 1, 15 * 60_000 + 1])('is refused when the clocks differ by %d ms', (difference) => {
    const headers = { authorization: complete, 'x-amz-date': date };
    expect(verify({ url: '/', headers, now: signedAt + difference })).toMatchObject({ ok: false, reason: 'skewed' });
  });

  it('never throws, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.webPath(), (authorization, amzDate, path) => {
        const headers = { authorization: `AWS4-HMAC-SHA256 ${authorization}`, 'x-amz-date': amzDate };
        expect(verify({ url: path, headers }).ok).toBe(false);
      }),
    );
  });
});
