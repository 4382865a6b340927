import type { IncomingHttpHeaders } from 'node:http';
import { encodeRfc3986, type QueryPair } from './raw-url.ts';

export type CanonicalParts = {
  method: string;
  path: string;
  query: QueryPair[];
  headers: IncomingHttpHeaders;
  signedHeaders: string[];
  payload: string;
  service: string;
};

/**
 * Builds the canonical request of Signature Version 4.
 *
 * @throws URIError when the path holds an invalid percent sequence.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function buildCanonicalRequest(parts: CanonicalParts): string {
  const headerLines = parts.signedHeaders.map((name) => `${name}:${canonicalHeader(parts.headers[name])}\n`);
  return [
    parts.method,
    canonicalPath(parts.path, parts.service),
    canonicalQuery(parts.query),
    headerLines.join(''),
    parts.signedHeaders.join(';'),
    parts.payload,
  ].join('\n');
}

// S3 signs the path encoded once; every other service signs the encoding of the encoded path.
function canonicalPath(path: string, service: string): string {
  const once = path.split('/').map((segment) => encodeRfc3986(decodeURIComponent(segment)));
  return (service === 's3' ? once : once.map(encodeRfc3986)).join('/') || '/';
}

function canonicalQuery(query: QueryPair[]): string {
  const encoded = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const);
  encoded.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
  return encoded.map(([name, value]) => `${name}=${value}`).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalHeader(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text.trim().replace(/ +/g, ' ');
}
