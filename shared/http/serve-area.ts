import { randomUUID } from 'node:crypto';
import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import { readOriginProofHashes } from '../config/origin-proof.ts';
import type { Area, RouteSpec } from '../contract/route.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { IdempotencyStore } from '../domain/idempotency/idempotency-store.ts';
import { withCorrelation } from '../domain/watch/correlation.ts';
import { openLog } from '../log/open-log.ts';
import { behindEdge } from './behind-edge.ts';
import type { AreaEndpoints, AreaRoutes } from './endpoint.ts';
import { errorEnvelope } from './error-envelope.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { type RequestLogger, requestLog } from './request-log.ts';
import { sameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { type BoundEndpoint, serveRoute } from './serve-route.ts';
import { unknownRoute } from './unknown-route.ts';

/** Time kept to answer 503 in our own words before Lambda ends the function. */
const answerBeforeTimeoutMillis = 250;

interface Surroundings {
  /** Scheme and host that browsers see (APP_ORIGIN); decides cookie name and flags, and the origin check. */
  readonly origin: string;
  /** Default: one JSON line per request on stdout. */
  readonly logger?: RequestLogger;
  /** Epoch milliseconds; default: the machine's clock. */
  readonly clock?: () => number;
  /** Where Idempotency-Key is remembered; every area that has a table gives it. */
  readonly idempotency?: IdempotencyStore;
  /** `compressLarge()`, where answers are large and carry no secret. */
  readonly compression?: MiddlewareObj<HttpEvent, HttpAnswer>;
}

export interface AreaOptions<A extends Area, Deps> extends Surroundings {
  readonly area: A;
  /** The area's routes, given and not looked up: a function loads no schema of another area. */
  readonly routes: AreaRoutes<A>;
  /** One endpoint for every route that the contract gives to the area; a missing one does not compile. */
  readonly endpoints: AreaEndpoints<A, Deps>;
  /** Built once per process and given to every endpoint. */
  readonly deps: Deps;
}

/** The same without the types that tie endpoints to their routes. */
interface LooseOptions extends Surroundings {
  readonly area: Area;
  readonly routes: Readonly<Record<string, RouteSpec>>;
  readonly endpoints: object;
  readonly deps: unknown;
}

export type AreaHandler = MiddyfiedHandler<HttpEvent, HttpAnswer>;

/**
 * The Lambda handler of an area: every route of it from event to answer, and whatever no route takes as 404 or 405.
 * Errors of endpoints become the one envelope, other errors a 500 that tells nothing.
 */
export function serveArea<A extends Area, Deps>(options: AreaOptions<A, Deps>): AreaHandler;
export function serveArea(options: LooseOptions): AreaHandler {
  const { area, origin, clock = Date.now, logger = openLog(`hopper-${area}`) } = options;
  const once = options.idempotency && {
    store: options.idempotency,
    clock,
    newClaimId: randomUUID,
    onLost: (error: unknown) => logger.error('idempotency key not kept', { error }),
  };
  const served = new Map(
    Object.values(options.routes).map((route) => {
      const endpoint = bind(options.endpoints, route.id, options.deps);
      return [`${route.method} ${route.path}`, serveRoute({ route, endpoint, origin, clock, once })];
    }),
  );
  const serve = (event: HttpEvent): Promise<HttpAnswer> => {
    // API Gateway has chosen by the path as it was sent. Of the decoded one that it passes on nobody can tell any more
    // whether a slash was part of a word.
    const { method, path } = event.requestContext.http;
    const found = served.get(event.routeKey);
    if (!found) throw unknownRoute(method, path);
    return withCorrelation(event.requestContext.requestId, () => found(event));
  };
  return middy<HttpEvent, HttpAnswer>({ timeoutEarlyInMillis: answerBeforeTimeoutMillis, timeoutEarlyResponse })
    .use(requestLog(logger, clock))
    .use(options.compression ? [options.compression] : [])
    .use(securityHeaders(origin))
    .use(errorEnvelope())
    .use(behindEdge(readOriginProofHashes()))
    .use(sameOrigin(origin))
    .handler(serve);
}

function timeoutEarlyResponse(): never {
  throw new HopperError('unavailable', undefined, { cause: new Error('The function ran out of time.') });
}

function bind(endpoints: object, id: string, deps: unknown): BoundEndpoint {
  const endpoint: unknown = Reflect.get(endpoints, id);
  if (!isEndpoint(endpoint)) throw new Error(`No endpoint for route ${id}.`);
  return (input, context) => endpoint(input, context, deps);
}

function isEndpoint(value: unknown): value is (...given: unknown[]) => Promise<unknown> {
  return typeof value === 'function';
}
