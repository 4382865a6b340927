import type { MiddlewareObj, Request } from '@middy/core';
import { routeTable } from '../contract/route-table.ts';
import { HopperError } from '../domain/hopper-error.ts';
import { describeError } from '../log/describe-error.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** Where log lines go: one message with its fields. */
export interface RequestLogger {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

const idByKey = new Map(Object.entries(routeTable).map(([id, { method, path }]) => [`${method} ${path}`, id]));

type LoggedRequest = Request<HttpEvent, HttpAnswer, Error, Request['context'], { startedAt?: number }>;

/**
 * Writes one line per request: which route, how it ended, how long it took, for whom. Paths, queries, headers, cookies and
 * bodies stay out, so no secret can get in. Failures of ours carry the stack.
 * @param clock epoch milliseconds
 */
export function requestLog(
  logger: RequestLogger,
  clock: () => number,
): MiddlewareObj<HttpEvent, HttpAnswer, Error, Request['context'], { startedAt?: number }> {
  const write = (request: LoggedRequest) => {
    const fields = describeRequest(request, clock());
    if ((request.response?.statusCode ?? 500) < 500) logger.info('request', fields);
    else logger.error('request', { ...fields, error: describeError(request.error) });
  };
  return {
    before: (request) => {
      request.internal.startedAt = clock();
    },
    after: write,
    onError: write,
  };
}

function describeRequest(request: LoggedRequest, now: number) {
  const { event, response, error, internal } = request;
  return {
    route: idByKey.get(event.routeKey) ?? '$default',
    status: response?.statusCode ?? 500,
    durationMs: now - (internal.startedAt ?? now),
    requestId: event.requestContext.requestId,
    correlationId: event.requestContext.requestId,
    ...describeCaller(event.requestContext.authorizer?.lambda),
    ...(error ? { code: error instanceof HopperError ? error.code : 'internal' } : {}),
  };
}

/** The user, and the public handle of the session or API token that they came with. */
function describeCaller(authorizer: unknown): Record<string, string> {
  const said: Partial<Record<string, unknown>> = { ...Object(authorizer) };
  const ids = callerIds.map((name): [string, unknown] => [name, said[name]]);
  return Object.fromEntries(ids.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const callerIds = ['userId', 'sessionId', 'tokenId'];
