import * as z from 'zod';
import type { RouteSpec } from '../contract/route.ts';
import { HopperError } from '../domain/hopper-error.ts';
import { fieldProblems } from './field-problems.ts';
import type { HttpEvent } from './http-event.ts';
import { isStateChanging } from './is-state-changing.ts';
import { mergeQueryIntoBody } from './query-as-body.ts';
import { readJsonBody } from './read-json-body.ts';

/** A state-changing route without a body takes none or an empty object. */
const noBody = z.strictObject({}).optional();

/**
 * Path parameters as the route declares them.
 * @returns undefined in `params` when the route has none; undefined as a whole when the path names nothing of ours
 */
export function parseParams(route: RouteSpec, event: HttpEvent): { readonly params: unknown } | undefined {
  if (!route.params) return { params: undefined };
  const result = route.params.safeParse(event.pathParameters ?? {});
  return result.success ? { params: result.data } : undefined;
}

/**
 * Query and JSON body as the route declares them.
 * @throws HopperError invalid_input with the fields, bad_request, unsupported_media_type, too_large
 */
export function parseInput(route: RouteSpec, event: HttpEvent): { readonly query: unknown; readonly body: unknown } {
  const given = parseQuery(event.rawQueryString);
  const query = route.query ? parse(route.query, given) : undefined;
  if (!isStateChanging(route.method)) return { query, body: undefined };
  if (route.formAllowed) return { query, body: undefined };
  const sent = readJsonBody(event);
  const body = parse(route.body ?? noBody, route.queryAsBody ? mergeQueryIntoBody(route.body, given, sent) : sent);
  return { query, body: route.body ? body : undefined };
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new HopperError('invalid_input', undefined, { details: fieldProblems(result.error) });
}

/** A name that is given once is a string, one that is repeated a list. */
function parseQuery(rawQuery: string): Record<string, string | string[]> {
  const given = new URLSearchParams(rawQuery);
  const pairs = [...new Set(given.keys())].map((name): [string, string | string[]] => {
    const [first = '', ...more] = given.getAll(name);
    return [name, more.length > 0 ? [first, ...more] : first];
  });
  return Object.fromEntries(pairs);
}
