import type { IncomingHttpHeaders } from 'node:http';
import { S3Error, type S3ErrorCode } from '../s3-error.ts';
import type { Checksum, ChecksumName } from '../storage/attributes.ts';
import type { Digests, HashName } from '../storage/hashes.ts';

type Check = {
  hash: HashName;
  /** The digest the client declared, or the trailer that will declare it. */
  expected: Buffer | { trailer: string };
  code: S3ErrorCode;
  message: string;
};

/** What a client declared about its body. */
export type BodyChecks = { checks: Check[]; checksum: ChecksumName | undefined };

const checksumHashes: Record<ChecksumName, HashName> = { CRC32: 'crc32', SHA1: 'sha1', SHA256: 'sha256' };
const digestBytes: Record<HashName, number> = { md5: 16, sha1: 20, sha256: 32, crc32: 4 };
const notChecksums = new Set(['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type']);

/**
 * Collects the digests that came with a request: Content-MD5, the signed payload hash, x-amz-checksum-* as header or trailer.
 * Query parameters are not looked at: presigned URLs of the SDK carry the CRC32 of an empty body there and S3 ignores it.
 *
 * @param payload The payload hash that was signed.
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function parseBodyChecks(headers: IncomingHttpHeaders, payload: string): BodyChecks {
  const checks = [...contentMd5(headers['content-md5']), ...payloadHash(payload)];
  const declared = declaredChecksum(headers);
  if (!declared) return { checks, checksum: undefined };
  const [name, expected] = declared;
  const message = `The ${name} you specified did not match the calculated checksum.`;
  checks.push({ hash: checksumHashes[name], expected, code: 'BadDigest', message });
  return { checks, checksum: name };
}

function contentMd5(value: string | string[] | undefined): Check[] {
  if (value === undefined) return [];
  const expected = decodeDigest(String(value), 'md5');
  if (!expected) throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  const message = 'The Content-MD5 you specified did not match what we received.';
  return [{ hash: 'md5', expected, code: 'BadDigest', message }];
}

function payloadHash(payload: string): Check[] {
  if (!/^[0-9a-f]{64}$/.test(payload)) return [];
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  return [{ hash: 'sha256', expected: Buffer.from(payload, 'hex'), code: 'XAmzContentSHA256Mismatch', message }];
}

function declaredChecksum(headers: IncomingHttpHeaders): [ChecksumName, Check['expected']] | undefined {
  const sent = Object.keys(headers).filter((name) => name.startsWith('x-amz-checksum-') && !notChecksums.has(name));
  const trailer = String(headers['x-amz-trailer'] ?? '').toLowerCase();
  if (trailer !== '') sent.push(trailer);
  const [header, ...more] = sent;
  if (more.length > 0) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  if (header === undefined) {
    if (headers['x-amz-sdk-checksum-algorithm'] === undefined) return undefined;
    const message = 'specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.';
    throw new S3Error('InvalidRequest', `x-amz-sdk-checksum-algorithm ${message}`);
  }
  const name = checksumNameOf(header.replace('x-amz-checksum-', ''));
  if (header === trailer) return [name, { trailer }];
  const expected = decodeDigest(String(headers[header]), checksumHashes[name]);
  if (!expected) throw new S3Error('InvalidRequest', `Value for ${header} header is invalid.`);
  return [name, expected];
}

/** @throws S3Error `NotImplemented` for CRC32C and CRC64NVME, which Node cannot compute fast enough. */
export function checksumNameOf(text: string): ChecksumName {
  const name = text.toUpperCase();
  if (name === 'CRC32' || name === 'SHA1' || name === 'SHA256') return name;
  throw new S3Error('NotImplemented', `The checksum algorithm ${text} is not emulated; use CRC32, SHA1 or SHA256.`);
}

function decodeDigest(base64: string, hash: HashName): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === digestBytes[hash] && bytes.toString('base64') === base64 ? bytes : undefined;
}

export function hashesFor({ checks }: BodyChecks): HashName[] {
  return [...new Set(checks.map((check) => check.hash))];
}

/**
 * Compares what was declared with what arrived.
 *
 * @returns The checksum to keep with the object.
 * @throws S3Error
 */
export function verifyDigests(
  { checks, checksum }: BodyChecks,
  digests: Digests,
  trailers: ReadonlyMap<string, string>,
): Checksum | undefined {
  for (const { hash, expected, code, message } of checks) {
    const wanted = Buffer.isBuffer(expected) ? expected : decodeDigest(trailers.get(expected.trailer) ?? '', hash);
    if (!wanted) throw new S3Error('InvalidRequest', 'The trailing checksum is missing or invalid.');
    if (!digests.get(hash)?.equals(wanted)) throw new S3Error(code, message);
  }
  const value = checksum && digests.get(checksumHashes[checksum])?.toString('base64');
  return checksum && value ? { name: checksum, value } : undefined;
}
