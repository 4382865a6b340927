import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildCanonicalRequest } from '../../local/cloud/sigv4/canonical-request.ts';
import { deriveSigningKey, EMPTY_SHA256, hmac, sha256Hex } from '../../local/cloud/sigv4/signing-key.ts';
import { bucket, credentials, pattern, type S3Harness, send, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const chunkBytes = 65_536;

/** Uploads the way old SDKs do: every chunk carries a signature that covers the one before. */
async function putSigned(path: string, body: Buffer, change = (framed: Buffer) => framed) {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
  const scopeText = `${scope.date}/us-east-1/s3/aws4_request`;
  const key = deriveSigningKey(credentials.secretAccessKey, scope);
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const headers = {
    host: new URL(s3.server.url).host,
    'x-amz-content-sha256': payload,
    'x-amz-date': timestamp,
    'x-amz-decoded-content-length': `${body.length}`,
  };
  const signedHeaders = Object.keys(headers);
  const canonical = buildCanonicalRequest({
    method: 'PUT',
    path,
    query: [],
    headers,
    signedHeaders,
    payload,
    service: 's3',
  });
  const sign = (...lines: string[]) => hmac(key, lines.join('\n')).toString('hex');
  let signature = sign('AWS4-HMAC-SHA256', timestamp, scopeText, sha256Hex(canonical));
  const authorization = `AWS4-HMAC-SHA256 Credential=local/${scopeText}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  const frames: Buffer[] = [];
  for (let at = 0; at <= body.length; at += chunkBytes) {
    const data = body.subarray(at, at + chunkBytes);
    signature = sign('AWS4-HMAC-SHA256-PAYLOAD', timestamp, scopeText, signature, EMPTY_SHA256, sha256Hex(data));
    frames.push(Buffer.from(`${data.length.toString(16)};chunk-signature=${signature}\r\n`), data, Buffer.from('\r\n'));
  }
  const framed = change(Buffer.concat(frames));
  const sent = { ...headers, authorization, 'content-encoding': 'aws-chunked', 'content-length': framed.length };
  return send('PUT', s3.server.url + path, sent, framed);
}

// A whole number of chunks: the loop above then ends with the empty chunk that has to come last.
const body = pattern(3 * chunkBytes);

it('a body of signed chunks is stored without its framing', async () => {
  expect((await putSigned(`/${bucket}/chunks`, body)).status).toBe(200);
  const { Body, ContentEncoding } = await s3.client.send(new GetObjectCommand({ Bucket: bucket, Key: 'chunks' }));
  expect(ContentEncoding).toBeUndefined();
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
});

it('a chunk that was changed on the way is refused and leaves nothing', async () => {
  const files = s3.blobFiles().length;
  const refused = await putSigned(`/${bucket}/changed`, body, (framed) => {
    const changed = Buffer.from(framed);
    changed[chunkBytes + 1000] = (changed[chunkBytes + 1000] ?? 0) ^ 1;
    return changed;
  });
  expect([refused.status, refused.code]).toEqual([403, 'SignatureDoesNotMatch']);
  await until(() => s3.blobFiles().length === files);
});

it('a body without its last chunk is refused and leaves nothing', async () => {
  const files = s3.blobFiles().length;
  const refused = await putSigned(`/${bucket}/short`, body, (framed) => framed.subarray(0, framed.length - 90));
  expect([refused.status, refused.code]).toEqual([400, 'IncompleteBody']);
  await until(() => s3.blobFiles().length === files);
});
