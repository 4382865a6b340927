import { describe, expect, it } from '@jest/globals';
import { AwsChunkedDecoder, AwsChunkedError } from '../../local/cloud/sigv4/aws-chunked-decoder.ts';
import { ChunkSignatures } from '../../local/cloud/sigv4/chunk-signatures.ts';
import { deriveSigningKey } from '../../local/cloud/sigv4/signing-key.ts';
import fc from '../support/fast-check.ts';

// Worked examples: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …/sigv4-streaming-trailers.html
const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const key = deriveSigningKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope);
const context = (signature: string) => ({
  key,
  scope: '20130524/us-east-1/s3/aws4_request',
  timestamp: '20130524T000000Z',
  signature,
});
const chunk = (signature: string, length: number) =>
  `${length.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(length)}${length > 0 ? '\r\n' : ''}`;

const signed = {
  seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  body: [
    chunk('ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648', 65536),
    chunk('0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497', 1024),
    chunk('b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9', 0),
    '\r\n',
  ].join(''),
};
const signedWithTrailer = {
  seed: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  body: [
    chunk('b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2', 65536),
    chunk('1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7', 1024),
    chunk('2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992', 0),
    'x-amz-checksum-crc32c:sOO8/Q==\r\n',
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  ].join(''),
};

/** Decodes a body that arrives in pieces of the given lengths, again and again. */
function decode(body: string | Buffer, seed?: string, lengths = [1000]) {
  const decoder = new AwsChunkedDecoder(seed === undefined ? undefined : new ChunkSignatures(context(seed)));
  const bytes = Buffer.from(body);
  const output: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    output.push(...decoder.push(bytes.subarray(at, at + length)));
    at += length;
  }
  decoder.finish();
  return { data: Buffer.concat(output), trailers: Object.fromEntries(decoder.trailers) };
}

describe('the examples of the S3 documentation', () => {
  it('decode with every signature checked', () => {
    expect(decode(signed.body, signed.seed).data.equals(Buffer.alloc(66560, 'a'))).toBe(true);
  });

  it('decode with a signed trailer', () => {
    const { data, trailers } = decode(signedWithTrailer.body, signedWithTrailer.seed);
    expect(data.length).toBe(66560);
    expect(trailers).toMatchObject({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
  });

  it.each([
    ['a byte of the data', (body: string) => body.replace('\r\naaaa', '\r\naaab')],
    ['a chunk signature', (body: string) => body.replace('ad80c', 'ad80d')],
    ['the final chunk signature', (body: string) => body.replace('b6c6e', 'b6c6f')],
    ['a missing signature', (body: string) => body.replace(/;chunk-signature=\w+/, '')],
  ])('are refused after a change of %s', (_, change) => {
    expect(() => decode(change(signed.body), signed.seed)).toThrow(expect.objectContaining({ reason: 'mismatch' }));
  });

  it('are refused when the trailer was changed', () => {
    const changed = signedWithTrailer.body.replace('sOO8', 'sOO9');
    expect(() => decode(changed, signedWithTrailer.seed)).toThrow(expect.objectContaining({ reason: 'mismatch' }));
  });
});

describe('an unsigned body', () => {
  const frame = (parts: Buffer[], trailer = '') =>
    Buffer.concat([
      ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
      Buffer.from(`0\r\n${trailer}\r\n`),
    ]);

  it('comes out the same however it is cut in chunks and packets', () => {
    const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 });
    const lengths = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, lengths, (chunks, packets) => {
        const buffers = chunks.map((bytes) => Buffer.from(bytes));
        const { data, trailers } = decode(frame(buffers, 'X-Amz-Checksum-Crc32: AAAAAA==\r\n'), undefined, packets);
        expect(data.equals(Buffer.concat(buffers))).toBe(true);
        expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
      }),
    );
  });

  it.each([
    ['no final chunk', '3\r\nabc\r\n'],
    ['no end of the trailers', '0\r\n'],
    ['a length that is no number', 'xyz\r\nabc\r\n0\r\n\r\n'],
    ['a negative length', '-1\r\n\r\n0\r\n\r\n'],
    ['more data than announced', '2\r\nabc\r\n0\r\n\r\n'],
    ['data behind the end', '0\r\n\r\nabc\r\n'],
    ['line feeds only', '3\nabc\n0\n\n'],
    ['an endless header', 'a'.repeat(10_000)],
    ['a trailer without a colon', '0\r\nchecksum\r\n\r\n'],
    ['nothing', ''],
  ])('is refused: %s', (_, body) => {
    expect(() => decode(body)).toThrow(AwsChunkedError);
  });

  it('never fails in another way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decode(Buffer.from(bytes), undefined, [7]);
        } catch (error) {
          expect(error).toBeInstanceOf(AwsChunkedError);
        }
      }),
    );
  });
});
