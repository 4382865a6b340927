import { buildCanonicalRequest } from './canonical-request.ts';
import { parseSignedRequest, type SignedRequest } from './parse-signed-request.ts';
import { type QueryPair, splitRawUrl } from './raw-url.ts';
import { deriveSigningKey, EMPTY_SHA256, hmac, sameSignature, sha256Hex } from './signing-key.ts';
import {
  type SigV4Credentials,
  SigV4Error,
  type SigV4Failure,
  type SigV4Request,
  type SigV4Success,
} from './sigv4-types.ts';

const maxSkewMs = 15 * 60_000;
const maxExpiresSeconds = 604_800;

/**
 * Checks the AWS Signature Version 4 of a request, in its header form or its presigned query form.
 * The body itself is not read: the caller compares it with `payload` of the answer.
 *
 * @param request The request as received; `service` decides how the path is encoded.
 * @param credentials The region and the keys that are accepted.
 * @param now Milliseconds since the epoch.
 * @returns `ok: true` with what was signed, or `ok: false` with a reason; never throws.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function verifySigV4(
  request: SigV4Request,
  credentials: SigV4Credentials,
  now: number,
): SigV4Success | SigV4Failure {
  try {
    return verify(request, credentials, now);
  } catch (error) {
    if (error instanceof SigV4Error) return toFailure(error);
    if (error instanceof URIError) return toFailure(new SigV4Error('malformed', 'The URL is not correctly encoded.'));
    throw error;
  }
}

function toFailure(error: SigV4Error): SigV4Failure {
  return { ok: false, reason: error.reason, message: error.message, details: error.details };
}

function verify(request: SigV4Request, credentials: SigV4Credentials, now: number): SigV4Success {
  const { path, query } = splitRawUrl(request.url);
  const signed = parseSignedRequest(request, query);
  assertScope(signed, request.service, credentials);
  const secret = getSecret(signed, credentials);
  assertTime(signed, now);
  assertHeadersSigned(request, signed);
  const payload = payloadOf(request, query, signed);
  const canonical = buildCanonicalRequest({ ...request, path, query, signedHeaders: signed.signedHeaders, payload });
  const scope = `${signed.scope.date}/${signed.scope.region}/${signed.scope.service}/aws4_request`;
  const stringToSign = `AWS4-HMAC-SHA256\n${signed.timestamp}\n${scope}\n${sha256Hex(canonical)}`;
  const key = deriveSigningKey(secret, signed.scope);
  if (!sameSignature(hmac(key, stringToSign), signed.signature)) {
    throw new SigV4Error('mismatch', 'The request signature does not match.', {
      StringToSign: stringToSign,
      CanonicalRequest: canonical,
    });
  }
  const signing = { key, scope, timestamp: signed.timestamp, signature: signed.signature };
  const { accessKeyId, signedAt, expiresSeconds } = signed;
  return { ok: true, accessKeyId, signedAt, presigned: expiresSeconds !== undefined, payload, signing };
}

function assertScope(signed: SignedRequest, service: string, credentials: SigV4Credentials): void {
  if (signed.scope.region !== credentials.region) {
    const message = `the region '${signed.scope.region}' is wrong; expecting '${credentials.region}'`;
    throw new SigV4Error('wrong-scope', message, { Region: credentials.region });
  }
  if (signed.scope.service !== service) {
    throw new SigV4Error('wrong-scope', `incorrect service '${signed.scope.service}'; this is '${service}'`);
  }
}

function getSecret({ accessKeyId }: SignedRequest, credentials: SigV4Credentials): string {
  const isFirst = accessKeyId === credentials.accessKeyId;
  const secret = isFirst ? credentials.secretAccessKey : credentials.findSecret?.(accessKeyId);
  if (secret !== undefined) return secret;
  throw new SigV4Error('unknown-key', 'The access key id does not exist.', { AWSAccessKeyId: accessKeyId });
}

function assertTime(signed: SignedRequest, now: number): void {
  const serverTime = new Date(now).toISOString();
  if (signed.expiresSeconds === undefined) {
    if (Math.abs(now - signed.signedAt) <= maxSkewMs) return;
    const details = { RequestTime: signed.timestamp, ServerTime: serverTime, MaxAllowedSkewMilliseconds: '900000' };
    throw new SigV4Error('skewed', 'The request time is too far from the current time.', details);
  }
  if (signed.expiresSeconds > maxExpiresSeconds) {
    throw new SigV4Error('too-long', `X-Amz-Expires must be at most a week, ${maxExpiresSeconds} seconds.`);
  }
  if (signed.signedAt - now > maxSkewMs) throw new SigV4Error('not-yet-valid', 'Request is not valid yet');
  const expires = signed.signedAt + signed.expiresSeconds * 1000;
  if (now <= expires) return;
  const details = { Expires: new Date(expires).toISOString(), ServerTime: serverTime };
  throw new SigV4Error('expired', 'Request has expired', details);
}

// An x-amz-* header changes what the request means, so one that was not signed would let a holder of the URL change it.
function assertHeadersSigned(request: SigV4Request, signed: SignedRequest): void {
  const names = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'));
  const unsigned = names.filter((name) => !signed.signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const message = 'There were headers present in the request which were not signed';
  throw new SigV4Error('unsigned-headers', message, { HeadersNotSigned: unsigned.join(', ') });
}

function payloadOf(request: SigV4Request, query: QueryPair[], signed: SignedRequest): string {
  const header = request.headers['x-amz-content-sha256'];
  if (typeof header === 'string') return header;
  if (signed.expiresSeconds === undefined) return request.bodySha256 ?? EMPTY_SHA256;
  const inQuery = query.find(([name]) => name.toLowerCase() === 'x-amz-content-sha256')?.[1];
  return inQuery ?? (request.service === 's3' ? 'UNSIGNED-PAYLOAD' : (request.bodySha256 ?? EMPTY_SHA256));
}
