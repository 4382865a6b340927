import { localCredentials } from './local-credentials.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** In whose name; the account's own by default. */
  readonly accessKeyId?: string;
}

/**
 * Calls a local service that speaks one of AWS's JSON protocols. The host does without the AWS SDK, which would hold
 * 40 MB for the few calls it makes.
 *
 * @param target operation as in X-Amz-Target, for example `AmazonSQS.ReceiveMessage`
 * @returns the answer, to be parsed by the caller
 * @throws ServiceError when the service refuses, TypeError when it cannot be reached
 */
export async function callService(
  url: string,
  target: string,
  input: object,
  { signal, accessKeyId = localCredentials.accessKeyId }: CallOptions = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...sign(accessKeyId) },
    body: JSON.stringify(input),
    ...(signal && { signal }),
  });
  const body: unknown = JSON.parse((await response.text()) || '{}');
  if (response.ok) return body;
  throw new ServiceError(target, body);
}

// The local services look who has signed a call, not how; all but S3, which is never called this way.
const sign = (accessKeyId: string) => ({
  'x-amz-date': '20260101T000000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/local/aws4_request, SignedHeaders=host, Signature=0`,
});

/** A service has refused a call. `code` is the name of the error without its namespace. */
export class ServiceError extends Error {
  readonly code: string;

  constructor(target: string, body: unknown) {
    const { __type = '', message, Message = message } = Object(body);
    const code = String(__type).split('#').at(-1) ?? '';
    super(`${target}: ${code} ${Message ?? ''}`.trim());
    this.code = code;
  }
}
