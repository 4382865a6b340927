import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from 'aws-lambda';
import { allRoutes } from '../../../shared/contract/contract.ts';
import type { RouteSpec } from '../../../shared/contract/route.ts';
import type { HttpAnswer, HttpEvent } from '../../../shared/http/http-event.ts';
import type { AreaHandler } from '../../../shared/http/serve-area.ts';

export interface Api {
  readonly url: string;
  /** Requests in the order they came: `POST /api/videos`. */
  readonly seen: string[];
  close(): Promise<void>;
}

/**
 * The smallest stand-in for API Gateway: it finds the route, asks the authorizer, calls the handler.
 * @param authorize what the authorizer says about a session token
 */
export async function startApi(
  handlers: Readonly<Record<string, AreaHandler>>,
  authorize: (sessionToken: string | undefined) => unknown,
): Promise<Api> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    void answer(request, handlers, authorize).then(({ statusCode, headers, cookies = [], body }) => {
      response.writeHead(statusCode, { ...headers, 'set-cookie': cookies }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function answer(
  request: IncomingMessage,
  handlers: Readonly<Record<string, AreaHandler>>,
  authorize: (sessionToken: string | undefined) => unknown,
): Promise<HttpAnswer> {
  const url = new URL(request.url ?? '/', 'http://api');
  const found = findRoute(request.method ?? '', url.pathname);
  if (!found) return { statusCode: 404, headers: {}, body: '{"message":"Not Found"}' };
  const body = Buffer.concat(await request.toArray()).toString();
  const cookies = request.headers.cookie?.split('; ') ?? [];
  const token = cookies.find((cookie) => cookie.startsWith('hopper_session='))?.slice('hopper_session='.length);
  const event = {
    version: '2.0',
    routeKey: `${found.route.method} ${found.route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    cookies,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    pathParameters: found.params,
    requestContext: {
      requestId: 'request-7',
      http: { method: found.route.method, path: url.pathname, sourceIp: '127.0.0.1', userAgent: 'test' },
      ...(found.route.access === 'public' ? {} : { authorizer: { lambda: authorize(token) } }),
    },
    body,
    isBase64Encoded: false,
  } as unknown as HttpEvent;
  return (await handlers[found.route.area]?.(event, {} as Context)) as HttpAnswer;
}

function findRoute(method: string, path: string): { route: RouteSpec; params: Record<string, string> } | undefined {
  for (const route of allRoutes.filter((candidate) => candidate.method === method)) {
    const pattern = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const groups = pattern.exec(path)?.groups;
    if (groups) {
      const decoded = Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { route, params: Object.fromEntries(decoded) };
    }
    if (route.path === path) return { route, params: {} };
  }
  return undefined;
}
