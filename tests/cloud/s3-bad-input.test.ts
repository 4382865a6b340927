import { PutBucketCorsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { bucket, buildClient, errorOf, type RawAnswer, type S3Harness, send, startHarness } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
});
afterAll(() => s3.stop());

/** Any request at all, rightly signed: a presigned PUT whose method, path and query are replaced before signing. */
async function sendSigned(method: string, path: string, query: Record<string, string>, body = ''): Promise<RawAnswer> {
  const client = buildClient(s3.server.url, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  const command = new PutObjectCommand({ Bucket: bucket, Key: 'placeholder' });
  command.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { method, path, query: { ...query } });
      return next(args);
    },
    { step: 'build' },
  );
  const url = await getSignedUrl(client, command);
  client.destroy();
  return send(method, url, { 'content-length': Buffer.byteLength(body) }, body);
}

const answerOf = async (...request: Parameters<typeof sendSigned>) => {
  const { status, code } = await sendSigned(...request);
  return [status, code];
};

describe('requests that mean nothing here', () => {
  it.each<[string, string, Record<string, string>, number, string]>([
    ['PATCH', `/${bucket}/k`, {}, 405, 'MethodNotAllowed'],
    ['PUT', '/', {}, 405, 'MethodNotAllowed'],
    ['DELETE', '/', {}, 405, 'MethodNotAllowed'],
    ['POST', `/${bucket}`, {}, 501, 'NotImplemented'],
    ['POST', `/${bucket}/k`, {}, 501, 'NotImplemented'],
    ['GET', `/${bucket}`, {}, 501, 'NotImplemented'],
    ['GET', `/${bucket}`, { versioning: '' }, 501, 'NotImplemented'],
    ['PUT', `/${bucket}`, { policy: '' }, 501, 'NotImplemented'],
    ['GET', `/${bucket}/k`, { tagging: '' }, 501, 'NotImplemented'],
    ['PUT', `/${bucket}/k`, { tagging: '' }, 501, 'NotImplemented'],
    ['PUT', `/${bucket}/k`, { acl: '' }, 501, 'NotImplemented'],
    ['PUT', `/${bucket}/k`, { partNumber: '1' }, 501, 'NotImplemented'],
    ['GET', `/${bucket}/k`, { versionId: '1' }, 501, 'NotImplemented'],
    ['GET', `/${bucket}`, { uploads: '', delimiter: '/' }, 501, 'NotImplemented'],
    ['GET', `/${bucket}`, { uploads: '', 'max-uploads': 'many' }, 400, 'InvalidArgument'],
    ['GET', `/${bucket}`, { 'list-type': '2', 'max-keys': '1e3' }, 400, 'InvalidArgument'],
    ['GET', `/${bucket}`, { 'list-type': '2', 'encoding-type': 'base64' }, 400, 'InvalidArgument'],
    ['GET', `/${bucket}/k`, { partNumber: '2' }, 416, 'InvalidRange'],
    ['GET', `/${bucket}/k`, { 'response-content-type': 'text/\r\nset-cookie: a' }, 400, 'InvalidArgument'],
    ['GET', `/${bucket}/k`, { 'response-content-disposition': 'ü日' }, 400, 'InvalidArgument'],
    ['PUT', `/${bucket}/k`, { 'x-amz-meta-a': '日本' }, 400, 'InvalidArgument'],
    ['PUT', `/${bucket}/k`, { 'x-amz-meta-a b': 'x' }, 400, 'InvalidArgument'],
    ['GET', `/${bucket}/k`, { uploadId: 'missing' }, 404, 'NoSuchUpload'],
    ['DELETE', `/${bucket}/k`, { uploadId: 'missing' }, 404, 'NoSuchUpload'],
    ['PUT', `/${bucket}/k`, { uploadId: 'missing', partNumber: 'x' }, 400, 'InvalidArgument'],
    ['PUT', `/${bucket}/k`, { uploadId: 'missing', partNumber: '1' }, 404, 'NoSuchUpload'],
  ])('%s %s %j', async (method, path, query, status, code) => {
    expect(await answerOf(method, path, query)).toEqual([status, code]);
  });

  it('a path that is not correctly encoded', async () => {
    const refused = await send('GET', `${s3.server.url}/${bucket}/%E0%A4%A`);
    expect([refused.status, refused.code]).toEqual([400, 'InvalidURI']);
  });

  it('an object that is sent to a missing upload is not stored', async () => {
    const before = s3.blobFiles();
    await answerOf('PUT', `/${bucket}/k`, { uploadId: 'missing', partNumber: '1' }, 'body');
    expect(s3.blobFiles()).toEqual(before);
  });
});

describe('documents', () => {
  const documents: [string, string][] = [
    ['nothing', ''],
    ['no XML', 'hello'],
    ['an open element', '<Delete><Object>'],
    ['crossed elements', '<Delete><Object></Delete></Object>'],
    ['two roots', '<Delete/><Delete/>'],
    ['text around', '<Delete/>text'],
    ['another root', '<Other><Object><Key>k</Key></Object></Other>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><Delete><Object><Key>&x;</Key></Object></Delete>'],
    ['an unknown entity', '<Delete><Object><Key>&x;</Key></Object></Delete>'],
    ['a bare ampersand', '<Delete><Object><Key>a & b</Key></Object></Delete>'],
    ['a number that is no character', '<Delete><Object><Key>&#x110000;</Key></Object></Delete>'],
    ['endless nesting', '<a>'.repeat(100_000)],
  ];
  it.each(documents)('with %s are malformed, wherever they are sent', async (_, text) => {
    for (const query of ['cors', 'notification', 'lifecycle']) {
      expect(await answerOf('PUT', `/${bucket}`, { [query]: '' }, text)).toEqual([400, 'MalformedXML']);
    }
    const complete = answerOf('POST', `/${bucket}/k`, { uploadId: 'missing' }, text);
    expect(await complete).toEqual([400, 'MalformedXML']);
  });

  it('that are too long are refused before they are read', async () => {
    const refused = await answerOf('PUT', `/${bucket}`, { cors: '' }, 'x'.repeat(5 * 1024 * 1024));
    expect(refused).toEqual([400, 'MaxMessageLengthExceeded']);
  });

  it('to delete objects need an integrity header', async () => {
    const text = '<Delete><Object><Key>k</Key></Object></Delete>';
    expect(await answerOf('POST', `/${bucket}`, { delete: '' }, text)).toEqual([400, 'InvalidRequest']);
  });

  it('that are wrong leave the old configuration', async () => {
    const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
    await s3.client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
    await answerOf('PUT', `/${bucket}`, { cors: '' }, '<CORSConfiguration/>');
    expect((await sendSigned('GET', `/${bucket}`, { cors: '' })).body.toString()).toContain('<AllowedMethod>GET');
  });
});

it('metadata beyond 2 KiB is refused', async () => {
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'meta', Body: 'x', Metadata: { a: 'x'.repeat(2048) } });
  expect(await errorOf(s3.client.send(put))).toEqual({ code: 'MetadataTooLarge', status: 400 });
});

it('another bucket owner is refused', async () => {
  const put = { Bucket: bucket, Key: 'owned', Body: 'x' };
  await s3.client.send(new PutObjectCommand({ ...put, ExpectedBucketOwner: '000000000000' }));
  const other = s3.client.send(new PutObjectCommand({ ...put, ExpectedBucketOwner: '111111111111' }));
  expect(await errorOf(other)).toEqual({ code: 'AccessDenied', status: 403 });
});

it('another region is refused', async () => {
  const client = new S3Client({
    endpoint: s3.server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret-key' },
    maxAttempts: 1,
  });
  const put = client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
  expect(await errorOf(put)).toEqual({ code: 'AuthorizationHeaderMalformed', status: 400 });
  client.destroy();
});

it('no request, however strange, is an internal error', async () => {
  const word = fc.constantFrom(
    'uploads',
    'uploadId',
    'partNumber',
    'delete',
    'cors',
    'list-type',
    'acl',
    'prefix',
    'x',
  );
  const query = fc.dictionary(word, fc.constantFrom('', '1', '-1', 'abc', '%', 'ü'), { maxKeys: 3 });
  const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH');
  const path = fc.constantFrom('/', `/${bucket}`, `/${bucket}/`, `/${bucket}/x`, `/${bucket}//`, '/missing-bucket/x');
  await fc.assert(
    fc.asyncProperty(method, path, query, fc.constantFrom('', '<a/>', 'text'), async (...request) => {
      const { status } = await sendSigned(...request);
      expect([200, 204, 206, 400, 403, 404, 405, 409, 416, 501]).toContain(status);
    }),
    { numRuns: 200 },
  );
});
