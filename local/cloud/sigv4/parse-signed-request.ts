import type { QueryPair } from './raw-url.ts';
import type { CredentialScope } from './signing-key.ts';
import { SigV4Error, type SigV4Request } from './sigv4-types.ts';

export type SignedRequest = {
  accessKeyId: string;
  scope: CredentialScope;
  signedHeaders: string[];
  signature: string;
  /** `YYYYMMDDTHHMMSSZ` as signed. */
  timestamp: string;
  signedAt: number;
  /** Only for the presigned form. */
  expiresSeconds?: number;
};

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * Reads the signature fields from the Authorization header or from the query.
 *
 * @throws SigV4Error `anonymous`, `unsupported` or `malformed`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function parseSignedRequest(request: SigV4Request, query: QueryPair[]): SignedRequest {
  const fields = new Map(query);
  const authorization = request.headers.authorization;
  const presigned = fields.has('X-Amz-Algorithm') || fields.has('X-Amz-Signature');
  if (authorization !== undefined && presigned) {
    throw new SigV4Error('malformed', 'Only one auth mechanism allowed.');
  }
  if (authorization !== undefined) return parseHeaderForm(authorization, request.headers['x-amz-date']);
  if (presigned) return parseQueryForm(fields);
  throw new SigV4Error('anonymous', 'Access Denied');
}

function parseHeaderForm(authorization: string, date: string | string[] | undefined): SignedRequest {
  const [word, rest] = splitOnce(authorization.trim(), ' ');
  if (word !== algorithm) throw new SigV4Error('unsupported', `Please use ${algorithm}.`);
  const fields = new Map(rest.split(',').map((field) => splitOnce(field.trim(), '=')));
  if (typeof date !== 'string') throw new SigV4Error('malformed', 'A valid x-amz-date header is required.');
  return build(fields.get('Credential'), fields.get('SignedHeaders'), fields.get('Signature'), date);
}

function parseQueryForm(fields: Map<string, string>): SignedRequest {
  if (fields.get('X-Amz-Algorithm') !== algorithm) {
    throw new SigV4Error('malformed', `X-Amz-Algorithm only supports "${algorithm}".`);
  }
  const expires = fields.get('X-Amz-Expires') ?? '';
  if (!/^\d{1,9}$/.test(expires)) {
    throw new SigV4Error('malformed', 'X-Amz-Expires should be a non-negative number.');
  }
  const signed = build(
    fields.get('X-Amz-Credential'),
    fields.get('X-Amz-SignedHeaders'),
    fields.get('X-Amz-Signature'),
    fields.get('X-Amz-Date') ?? '',
  );
  return { ...signed, expiresSeconds: Number(expires) };
}

function build(credential = '', signedHeaders = '', signature = '', timestamp = ''): SignedRequest {
  const signedAt = parseTimestamp(timestamp);
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  if (!match) throw new SigV4Error('malformed', 'The Credential is malformed.');
  const [, accessKeyId = '', date = '', region = '', service = ''] = match;
  if (date !== timestamp.slice(0, 8)) {
    throw new SigV4Error('malformed', 'The date of the Credential is not the date of the signature.');
  }
  const names = signedHeaders.split(';').filter((name) => name !== '');
  if (!names.includes('host')) throw new SigV4Error('malformed', 'SignedHeaders must contain host.');
  if (!/^[0-9a-f]{64}$/.test(signature)) throw new SigV4Error('malformed', 'The Signature is malformed.');
  return { accessKeyId, scope: { date, region, service }, signedHeaders: names, signature, timestamp, signedAt };
}

function parseTimestamp(timestamp: string): number {
  const iso = timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const time = iso === timestamp ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) throw new SigV4Error('malformed', 'The date must have the form YYYYMMDDTHHMMSSZ.');
  return time;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
