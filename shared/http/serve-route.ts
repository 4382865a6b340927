import type { RouteSpec } from '../contract/route.ts';
import { takesIdempotencyKey } from '../contract/route-errors.ts';
import { answerOnce, type OnceDeps } from './answer-once.ts';
import { buildAnswer } from './build-answer.ts';
import { assertCsrfToken } from './csrf-token.ts';
import type { CallContext } from './endpoint.ts';
import { parseIfMatch } from './etag.ts';
import { findCaller } from './find-caller.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { isStateChanging } from './is-state-changing.ts';
import { parseInput, parseParams } from './parse-input.ts';
import { readSessionToken, sessionCookieName } from './session-cookie.ts';
import { unknownRoute } from './unknown-route.ts';

/** An endpoint with its dependencies already given, seen without the types of its route. */
export type BoundEndpoint = (input: unknown, context: CallContext) => Promise<unknown>;

export interface ServeRouteOptions {
  readonly route: RouteSpec;
  readonly endpoint: BoundEndpoint;
  readonly origin: string;
  readonly clock: () => number;
  /** What Idempotency-Key needs; areas without a table have no route that takes one. */
  readonly once?: OnceDeps | undefined;
}

/**
 * One route from event to answer. The order matters: what names nothing of ours is unknown to everybody, then who calls is
 * settled, then whether the call is meant, and only then is the input looked at. What was wrong until here uses up no Idempotency-Key.
 */
export function serveRoute(options: ServeRouteOptions): (event: HttpEvent) => Promise<HttpAnswer> {
  const { route, origin } = options;
  const cookieNames = [sessionCookieName(origin)];
  const routeKey = `${route.method} ${route.path}`;
  const takesKey = takesIdempotencyKey(route);
  return async (event) => {
    const { http, requestId, authorizer } = event.requestContext;
    // The router is laxer than API Gateway (it takes a slash at the end); the authorizer was chosen by API Gateway's route.
    const path = event.routeKey === routeKey ? parseParams(route, event) : undefined;
    if (!path) throw unknownRoute(http.method, http.path);

    const sessionToken = readSessionToken(event.cookies, cookieNames);
    const caller = findCaller(route.access, authorizer?.lambda, sessionToken);
    if (caller && isStateChanging(route.method)) assertCsrfToken(caller.sessionToken, event.headers['x-csrf-token']);

    const input = { ...path, ...parseInput(route, event) };
    const context: CallContext = {
      requestId,
      sourceIp: http.sourceIp,
      userAgent: http.userAgent,
      now: options.clock(),
      ...(sessionToken ? { sessionToken } : {}),
      ...(route.ifMatch ? readIfMatch(event) : {}),
      ...(caller ? { caller: { userId: caller.userId, sessionId: caller.sessionId } } : {}),
    };
    const run = async () => buildAnswer(route, await options.endpoint(input, context), { origin, event });
    const key = event.headers['idempotency-key'];
    if (key === undefined || !caller || !takesKey) return run();
    if (!options.once) throw new Error(`The area of ${route.id} keeps no idempotency keys.`);
    const asked = { ...input, ifMatch: context.ifMatch };
    return answerOnce({ route, requestId, ownerId: caller.userId, key, asked }, run, options.once);
  };
}

function readIfMatch(event: HttpEvent): Pick<CallContext, 'ifMatch'> {
  const ifMatch = parseIfMatch(event.headers['if-match']);
  return ifMatch === undefined ? {} : { ifMatch };
}
