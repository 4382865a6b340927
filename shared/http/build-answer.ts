import * as z from 'zod';
import type { RouteSpec } from '../contract/route.ts';
import { etagOfBody } from './etag.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { buildPageHeaders } from './page-headers.ts';
import { buildRawAnswer } from './raw-answer.ts';
import { writeSessionCookie } from './session-cookie.ts';

const SessionResult = z.object({
  body: z.unknown(),
  session: z.union([
    z.literal('end'),
    z.object({ token: z.string().regex(/^[\w-]+$/), maxAgeSeconds: z.int().min(1) }),
  ]),
});
const PageResult = z.object({ body: z.unknown(), nextCursor: z.string().optional() });

interface Call {
  /** APP_ORIGIN. */
  readonly origin: string;
  readonly event: HttpEvent;
}

/**
 * The answer to a call that went well. Whatever the contract does not declare is stripped; what it declares must be there.
 * @param result what the endpoint gave
 * @throws ZodError when the endpoint breaks the contract: our bug, a 500
 */
export function buildAnswer(route: RouteSpec, result: unknown, call: Call): HttpAnswer {
  const { body, cookies, headers: added } = splitResult(route, result, call);
  const output: unknown = route.output.parse(body);
  const headers = { ...declaredHeaders(route, output), ...etagHeader(route, output), ...added };
  const session = cookies ? { cookies } : {};
  if (route.status === 302) {
    return { statusCode: 302, headers: { ...headers, location: field(output, 'location') }, ...session, body: '' };
  }
  if (route.raw) return buildRawAnswer(route.raw, headers, RawText.parse(output));
  const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  return { statusCode: route.status, headers: json, ...session, body: JSON.stringify(output) };
}

interface Parts {
  readonly body: unknown;
  readonly cookies?: string[];
  readonly headers?: Record<string, string>;
}

/** Takes apart what an endpoint answers beside its output. */
function splitResult(route: RouteSpec, result: unknown, { origin, event }: Call): Parts {
  if (route.pages) {
    const { body, nextCursor } = PageResult.parse(result);
    return { body, headers: buildPageHeaders(event, nextCursor) };
  }
  if (!route.setsSession) return { body: result };
  const { body, session } = SessionResult.parse(result);
  const cookie =
    session === 'end'
      ? writeSessionCookie(origin, '', 0)
      : writeSessionCookie(origin, session.token, session.maxAgeSeconds);
  return { body, cookies: [cookie] };
}

function declaredHeaders(route: RouteSpec, output: unknown): Record<string, string> {
  const pairs = Object.entries(route.headers ?? {}).map(([header, name]) => [header, Fields.parse(output)[name]]);
  const present = pairs.filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present.map(([header, value]) => [header, HeaderText.parse(String(value))]));
}

function etagHeader({ etag }: RouteSpec, output: unknown): Record<string, string> {
  if (!etag) return {};
  return { etag: `"${etag === 'body' ? etagOfBody(output) : Version.parse(output).version}"` };
}

const RawText = z.string();
const Fields = z.record(z.string(), z.unknown());
const Version = z.object({ version: z.int() });
/** Control characters in a header would end it early. */
const HeaderText = z.string().regex(/^[\x20-\x7e]*$/);

function field(output: unknown, name: string): string {
  return HeaderText.parse(Fields.parse(output)[name]);
}
