import type { RouteSpec } from '../contract/route.ts';
import { takesIdempotencyKey } from '../contract/route-errors.ts';
import { answerOnce, type OnceDeps } from './answer-once.ts';
import { buildAnswer } from './build-answer.ts';
import { assertCsrfToken } from './csrf-token.ts';
import type { CallContext, Caller } from './endpoint.ts';
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
 * settled, then whether the call is meant, and only then is the input looked at. What was wrong until here uses up no
 * Idempotency-Key.
 */
export function serveRoute(options: ServeRouteOptions): (event: HttpEvent) => Promise<HttpAnswer> {
  const { route, origin } = options;
  const cookieNames = [sessionCookieName(origin)];
  return async (event) => {
    const { http, authorizer } = event.requestContext;
    const path = parseParams(route, event);
    if (!path) throw unknownRoute(http.method, http.path);

    const cookie = readSessionToken(event.cookies, cookieNames);
    const found = findCaller(route, authorizer?.lambda, cookie);
    if (found?.sessionToken && isStateChanging(route.method)) {
      assertCsrfToken(found.sessionToken, event.headers['x-csrf-token']);
    }
    const input = { ...path, ...parseInput(route, event) };
    const context = buildContext(route, event, { now: options.clock(), caller: found?.caller, cookie });
    const run = async () => buildAnswer(route, await options.endpoint(input, context), { origin, event });
    return runOnce(options, event, { caller: found?.caller, asked: { ...input, ifMatch: context.ifMatch }, run });
  };
}

interface Who {
  readonly now: number;
  readonly caller: Caller | undefined;
  readonly cookie: string | undefined;
}

function buildContext(route: RouteSpec, event: HttpEvent, { now, caller, cookie }: Who): CallContext {
  const { http, requestId } = event.requestContext;
  const ifMatch = route.ifMatch ? parseIfMatch(event.headers['if-match']) : undefined;
  return {
    requestId,
    sourceIp: http.sourceIp,
    userAgent: http.userAgent,
    now,
    // Beside an API token the cookie means nothing: it comes by itself.
    ...(cookie && !caller?.tokenId ? { sessionToken: cookie } : {}),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(caller ? { caller } : {}),
  };
}

interface Asked {
  readonly caller: Caller | undefined;
  readonly asked: unknown;
  readonly run: () => Promise<HttpAnswer>;
}

/** At most once per Idempotency-Key, where one was sent and the route takes one. */
function runOnce({ route, once }: ServeRouteOptions, event: HttpEvent, { caller, asked, run }: Asked) {
  const key = event.headers['idempotency-key'];
  if (key === undefined || !caller || !takesIdempotencyKey(route)) return run();
  if (!once) throw new Error(`The area of ${route.id} keeps no idempotency keys.`);
  return answerOnce(
    { route, requestId: event.requestContext.requestId, ownerId: caller.userId, key, asked },
    run,
    once,
  );
}
