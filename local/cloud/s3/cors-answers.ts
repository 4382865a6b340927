import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { corsHeaders, parseCorsRules } from './cors.ts';
import type { S3Answer } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { parseXml } from './xml/parse-xml.ts';

/**
 * Answers OPTIONS, which carries no signature.
 *
 * @param cors The CORS configuration of the bucket, if it has one.
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
 */
export function answerPreflight(headers: IncomingHttpHeaders, cors: string | null | undefined): S3Answer {
  const origin = headers.origin;
  const method = headers['access-control-request-method'];
  if (!origin) throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  if (!method) throw new S3Error('BadRequest', 'Invalid Access-Control-Request-Method: null');
  if (!cors) throw new S3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const wanted = (headers['access-control-request-headers'] ?? '').toLowerCase().split(',');
  const asked = wanted.map((header) => header.trim()).filter((header) => header !== '');
  const allowed = corsHeaders(parseCorsRules(parseXml(cors)), { origin, method, headers: asked });
  if (allowed) return { headers: allowed };
  const details = { Method: method, ResourceType: 'OBJECT' };
  throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', { details });
}

/** The CORS headers of an answer to anything but a preflight; none when the origin is not allowed. */
export function actualCorsHeaders(request: IncomingMessage, cors: string | null | undefined): Record<string, string> {
  const { origin } = request.headers;
  if (!origin || !cors) return {};
  const rules = parseCorsRules(parseXml(cors));
  return corsHeaders(rules, { origin, method: request.method ?? '', headers: [] }) ?? {};
}
