import * as z from 'zod';
import type { RouteSpec } from '../contract/route.ts';
import type { HttpAnswer } from './http-event.ts';
import { writeSessionCookie } from './session-cookie.ts';

const SessionResult = z.object({
  body: z.unknown(),
  session: z.union([
    z.literal('end'),
    z.object({ token: z.string().regex(/^[\w-]+$/), maxAgeSeconds: z.int().min(1) }),
  ]),
});

/**
 * The answer to a call that went well. Whatever the contract does not declare is stripped; what it declares must be there.
 * @param result what the endpoint gave
 * @throws ZodError when the endpoint breaks the contract: our bug, a 500
 */
export function buildAnswer(route: RouteSpec, result: unknown, origin: string): HttpAnswer {
  const { body, cookies } = route.setsSession ? splitSession(result, origin) : { body: result };
  const output: unknown = route.output.parse(body);
  const headers = declaredHeaders(route, output);
  const session = cookies ? { cookies } : {};
  if (route.status === 302) {
    return { statusCode: 302, headers: { ...headers, location: field(output, 'location') }, ...session, body: '' };
  }
  const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  return { statusCode: route.status, headers: json, ...session, body: JSON.stringify(output) };
}

function splitSession(result: unknown, origin: string): { body: unknown; cookies: string[] } {
  const { body, session } = SessionResult.parse(result);
  const cookie =
    session === 'end'
      ? writeSessionCookie(origin, '', 0)
      : writeSessionCookie(origin, session.token, session.maxAgeSeconds);
  return { body, cookies: [cookie] };
}

function declaredHeaders(route: RouteSpec, output: unknown): Record<string, string> {
  const pairs = Object.entries(route.headers ?? {});
  return Object.fromEntries(pairs.map(([header, name]) => [header, field(output, name)]));
}

const Fields = z.record(z.string(), z.unknown());
/** Control characters in a header would end it early. */
const HeaderText = z.string().regex(/^[\x20-\x7e]*$/);

function field(output: unknown, name: string): string {
  return HeaderText.parse(Fields.parse(output)[name]);
}
