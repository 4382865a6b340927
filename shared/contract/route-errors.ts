import { type ErrorCode, errorTable } from './errors.ts';
import { commonErrors, type RouteSpec } from './route.ts';
import { scopeOf } from './scopes.ts';

/** Every error that a route can answer, ordered as in the error table: its own, the common ones, and what its shape adds. */
export function errorsOf(route: RouteSpec): ErrorCode[] {
  const possible = new Set([...commonErrors, ...(route.errors ?? []), ...errorsOfShape(route)]);
  return codes.filter((code) => possible.has(code));
}

const codes = Object.keys(errorTable).filter(isCode);

function isCode(value: string): value is ErrorCode {
  return value in errorTable;
}

/** Whether a route carries a request out at most once per Idempotency-Key: every POST of a signed-in user. */
export function takesIdempotencyKey({ method, access, setsSession }: RouteSpec): boolean {
  return method === 'POST' && access === 'session' && !setsSession;
}

function errorsOfShape(route: RouteSpec): ErrorCode[] {
  const changes = route.method !== 'GET';
  return [
    ...when(route.access === 'session', 'unauthenticated'),
    ...when(route.access !== 'public', 'invalid_token', scopeOf(route) ? 'insufficient_scope' : 'forbidden_scope'),
    ...when(changes, 'cross_origin', 'unsupported_media_type', 'too_large'),
    ...when(changes && route.access !== 'public', 'csrf'),
    ...when(route.params !== undefined, 'not_found'),
    ...when(takesIdempotencyKey(route), 'idempotency_mismatch', 'idempotency_in_progress'),
    ...when(route.ifMatch === true, 'precondition_failed'),
  ];
}

function when(condition: boolean, ...then: ErrorCode[]): ErrorCode[] {
  return condition ? then : [];
}
