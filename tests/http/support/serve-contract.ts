import type { Context } from 'aws-lambda';
import { allRoutes } from '../../../shared/contract/contract.ts';
import type { Area, RouteSpec } from '../../../shared/contract/route.ts';
import type { CallContext } from '../../../shared/http/endpoint.ts';
import type { HttpAnswer, HttpEvent } from '../../../shared/http/http-event.ts';
import type { RequestLogger } from '../../../shared/http/request-log.ts';
import { type AreaHandler, serveArea } from '../../../shared/http/serve-area.ts';
import { origin } from './build-event.ts';
import { sampleOf } from './schema-samples.ts';

export type LogLine = Record<string, unknown> & { level: 'info' | 'error' };
export type StubEndpoint = (input: unknown, context: CallContext) => Promise<unknown>;

export interface ServedContract {
  /** Calls the function of the route's area. */
  call(route: RouteSpec, event: HttpEvent): Promise<HttpAnswer>;
  readonly log: LogLine[];
}

/**
 * Every area of the contract behind the real HTTP layer. Endpoints answer a sample of their output unless told otherwise.
 * @param endpointOf what stands behind a route
 */
export function serveContract(
  endpointOf: (route: RouteSpec) => StubEndpoint = (route) => async () => sampleResult(route),
  remainingMillis = 15_000,
): ServedContract {
  return serveRoutes(allRoutes, endpointOf, remainingMillis);
}

/** The same for routes that need not be in the contract. */
export function serveRoutes(
  routes: readonly RouteSpec[],
  endpointOf: (route: RouteSpec) => StubEndpoint,
  remainingMillis = 15_000,
): ServedContract {
  const log: LogLine[] = [];
  const logger = {
    info: (_: string, fields: Record<string, unknown>) => void log.push({ level: 'info', ...fields }),
    error: (_: string, fields: Record<string, unknown>) => void log.push({ level: 'error', ...fields }),
  };
  const handlers = new Map<Area, AreaHandler>();
  const handlerOf = (area: Area) => {
    const handler =
      handlers.get(area) ??
      serve(
        routes.filter((route) => route.area === area),
        endpointOf,
        logger,
      );
    handlers.set(area, handler);
    return handler;
  };
  const context = { getRemainingTimeInMillis: () => remainingMillis } as Context;
  return {
    log,
    call: async (route, event) => (await handlerOf(route.area)(event, context)) as HttpAnswer,
  };
}

function serve(
  own: readonly RouteSpec[],
  endpointOf: (route: RouteSpec) => StubEndpoint,
  logger: RequestLogger,
): AreaHandler {
  const byId = <T>(value: (route: RouteSpec) => T) => Object.fromEntries(own.map((route) => [route.id, value(route)]));
  const options = {
    area: own[0]?.area,
    routes: byId((route) => route),
    endpoints: byId(endpointOf),
    deps: {},
    origin,
    logger,
  };
  return serveArea({ ...options, clock: () => 1_700_000_000_000 } as never);
}

/** What a good endpoint gives. */
export function sampleResult(route: RouteSpec): unknown {
  const body =
    route.status === 302 ? { location: 'https://hopper.example/?connected=youtube' } : sampleOf(route.output);
  if (route.pages) return { body };
  return route.setsSession ? { body, session: { token: 'bmV3LXNlc3Npb24', maxAgeSeconds: 600 } } : body;
}
