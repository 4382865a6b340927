import type { IncomingMessage } from 'node:http';
import type { SigV4Credentials, SigV4Failure, SigV4Reason, SigV4Success } from '../sigv4/sigv4-types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { S3Error, type S3ErrorCode } from './s3-error.ts';

const codes: Record<SigV4Reason, S3ErrorCode> = {
  anonymous: 'AccessDenied',
  unsupported: 'InvalidRequest',
  malformed: 'AuthorizationHeaderMalformed',
  'wrong-scope': 'AuthorizationHeaderMalformed',
  'unknown-key': 'InvalidAccessKeyId',
  'unsigned-headers': 'AccessDenied',
  'too-long': 'AuthorizationQueryParametersError',
  'not-yet-valid': 'AccessDenied',
  expired: 'AccessDenied',
  skewed: 'RequestTimeTooSkewed',
  mismatch: 'SignatureDoesNotMatch',
};

const accountId = '000000000000';

/**
 * Lets a request in only when it carries a valid signature; there is no anonymous access.
 *
 * @throws S3Error
 */
export function authorize(request: IncomingMessage, credentials: SigV4Credentials, now: number): SigV4Success {
  const { method = '', url = '', headers } = request;
  const result = verifySigV4({ method, url, headers, service: 's3' }, credentials, now);
  if (!result.ok) throw toError(result, headers.authorization === undefined);
  if (!result.presigned && headers['x-amz-content-sha256'] === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  assertPayloadWord(result.payload);
  const owner = headers['x-amz-expected-bucket-owner'];
  if (owner !== undefined && owner !== accountId) throw new S3Error('AccessDenied', 'Access Denied');
  return result;
}

function toError({ reason, message, details }: SigV4Failure, inQuery: boolean): S3Error {
  if (reason === 'mismatch') {
    const text =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    return new S3Error('SignatureDoesNotMatch', text, { details });
  }
  const header = codes[reason];
  const code = inQuery && header === 'AuthorizationHeaderMalformed' ? 'AuthorizationQueryParametersError' : header;
  return new S3Error(code, message, { details });
}

const streamingWords = new Set([
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
]);

function assertPayloadWord(payload: string): void {
  if (payload === 'UNSIGNED-PAYLOAD' || streamingWords.has(payload) || /^[0-9a-f]{64}$/.test(payload)) return;
  const message =
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, one of the STREAMING- values, or a valid sha256 value.';
  throw new S3Error('InvalidArgument', message, { details: { ArgumentValue: payload } });
}
