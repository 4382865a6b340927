import { describe, expect, it } from '@jest/globals';
import type { SigV4Request } from '../../local/cloud/sigv4/sigv4-types.ts';
import { verifySigV4 } from '../../local/cloud/sigv4/verify-sigv4.ts';

// The signatures are the ones of Amazon's own worked examples:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const now = Date.parse('2013-05-24T00:00:00Z');
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function signed(method: string, url: string, names: string, signature: string, more: Record<string, string> = {}) {
  const scope = `${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request`;
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': emptyHash,
    'x-amz-date': '20130524T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${names},Signature=${signature}`,
    ...more,
  };
  return { method, url, headers, service: 's3' } satisfies SigV4Request;
}

describe('the examples of the S3 documentation are accepted', () => {
  it.each([
    [
      'GET with a range',
      signed(
        'GET',
        '/test.txt',
        'host;range;x-amz-content-sha256;x-amz-date',
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
        { range: 'bytes=0-9' },
      ),
    ],
    [
      'PUT of a key with a dollar sign',
      signed(
        'PUT',
        '/test$file.text',
        'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        },
      ),
    ],
    [
      'a query parameter without a value',
      signed(
        'GET',
        '/?lifecycle',
        'host;x-amz-content-sha256;x-amz-date',
        'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      ),
    ],
    [
      'query parameters in another order',
      signed(
        'GET',
        '/?prefix=J&max-keys=2',
        'host;x-amz-content-sha256;x-amz-date',
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      ),
    ],
  ])('%s', (_, request) => {
    expect(verifySigV4(request, credentials, now)).toMatchObject({ ok: true, presigned: false });
  });

  it('a presigned URL', () => {
    const query = [
      'X-Amz-Algorithm=AWS4-HMAC-SHA256',
      'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request',
      'X-Amz-Date=20130524T000000Z',
      'X-Amz-Expires=86400',
      'X-Amz-SignedHeaders=host',
      'X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ];
    const headers = { host: 'examplebucket.s3.amazonaws.com' };
    const request = { method: 'GET', url: `/test.txt?${query.join('&')}`, headers, service: 's3' };
    const answer = verifySigV4(request, credentials, now + 86_400_000);
    expect(answer).toMatchObject({ ok: true, presigned: true, payload: 'UNSIGNED-PAYLOAD' });
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html, the "get-vanilla" case of the test suite
it('a request to another service, whose body is not announced by a header', () => {
  const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
  const signature = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
  const headers = {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
  const keys = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  };
  const request = { method: 'GET', url: '/', headers, service: 'service' };
  expect(verifySigV4(request, keys, Date.parse('2015-08-30T12:36:00Z'))).toMatchObject({ ok: true });
});
