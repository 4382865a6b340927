import type { RouteSpec } from '../../../shared/contract/route.ts';
import { csrfTokenFor } from '../../../shared/http/csrf-token.ts';
import type { HttpEvent } from '../../../shared/http/http-event.ts';
import { jsonOf, sampleOf } from './schema-samples.ts';

export const origin = 'https://hopper.example';
export const sessionToken = 'c2Vzc2lvbi10b2tlbi1vZi1hLXRlc3QtdXNlci0wMDE';
export const signedIn = { state: 'signed-in', userId: 'user-1', sessionId: 'session-1' } as const;
export const anonymous = { state: 'anonymous' } as const;

/** What the authorizer says of a program. */
export const tokenCaller = (...scopes: string[]) => ({
  state: 'token',
  userId: 'user-1',
  tokenId: 'token-1',
  scopes,
});

export interface EventChange {
  readonly params?: Record<string, string>;
  readonly rawQueryString?: string;
  /** Text of the body; undefined sends none. */
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
  /** Added to the good ones; undefined takes one away. */
  readonly headers?: Record<string, string | undefined>;
  readonly cookies?: string[];
  readonly authorizer?: unknown;
  readonly method?: string;
}

/** A call of a route as API Gateway hands it over: signed in, from our page and valid, unless something is changed. */
export function buildEvent(route: RouteSpec, change: EventChange = {}): HttpEvent {
  const method = change.method ?? route.method;
  const params = change.params ?? sampleParams(route);
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  const body = 'body' in change ? change.body : sampleBody(route);
  const authorizer = 'authorizer' in change ? change.authorizer : signedIn;
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: path,
    rawQueryString: change.rawQueryString ?? sampleQuery(route),
    cookies: change.cookies ?? [`__Host-hopper_session=${sessionToken}`],
    headers: { ...goodHeaders(body), ...change.headers },
    pathParameters: params,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'hopper.example',
      domainPrefix: 'hopper',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'jest' },
      requestId: 'request-1',
      routeKey: `${route.method} ${route.path}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 0,
      ...(route.access === 'public' && !('authorizer' in change) ? {} : { authorizer: { lambda: authorizer } }),
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: change.isBase64Encoded ?? false,
  };
}

function goodHeaders(body: string | undefined): Record<string, string> {
  return {
    origin,
    'sec-fetch-site': 'same-origin',
    'x-csrf-token': csrfTokenFor(sessionToken),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

export function sampleParams(route: RouteSpec): Record<string, string> {
  if (!route.params) return {};
  const sample = sampleOf(route.params) as Record<string, string>;
  return Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, value.replaceAll(/[/?#]/g, 'x')]));
}

export function sampleBody(route: RouteSpec): string | undefined {
  return route.body && JSON.stringify(sampleOf(route.body));
}

/** What a route cannot do without in its query. */
function sampleQuery({ query }: RouteSpec): string {
  if (!query) return '';
  const required = jsonOf(query).required ?? [];
  const sample = sampleOf(query) as Record<string, unknown>;
  return new URLSearchParams(required.map((name) => [name, String(sample[name])])).toString();
}
