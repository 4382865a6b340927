import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InvocationResult } from '../lambda/invocation-result.ts';
import { hasIdentity, readVerdict } from './authorize.ts';
import { type ApiRequest, buildBody, buildEvent, splitTarget } from './build-event.ts';
import { GatewayError } from './gateway-error.ts';
import type { Authorizer, HttpApiModel, Integration } from './http-api-model.ts';
import { buildRouteMatcher, type MatchRoute } from './match-route.ts';
import { type ApiResponse, parseResponse } from './parse-response.ts';
import { readRequestBody } from './read-request-body.ts';
import { sendError, sendResponse } from './send-response.ts';
import { buildTokenBucket } from './token-bucket.ts';

/** Invokes a function by its ARN with an event as JSON text; the signal ends the waiting. */
export type Invoke = (functionArn: string, payload: string, signal: AbortSignal) => Promise<InvocationResult>;

/** An authorizer may take this long. */
const authorizerTimeoutMs = 30_000;

/**
 * A local API Gateway HTTP API: routes, Lambda authorizer, Lambda proxy integration with payload format 2.0, limits
 * and error bodies as in AWS.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpApi {
  readonly #model: HttpApiModel;
  readonly #invoke: Invoke;
  readonly #matchRoute: MatchRoute;
  readonly #takeToken: () => boolean;

  constructor(model: HttpApiModel, invoke: Invoke) {
    this.#model = model;
    this.#invoke = invoke;
    this.#matchRoute = buildRouteMatcher(model);
    this.#takeToken = model.throttle ? buildTokenBucket(model.throttle, Date.now) : () => true;
  }

  /** Answers one request; never rejects. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    response.setHeader('apigw-requestid', requestId);
    try {
      if (!this.#takeToken()) throw new GatewayError(429);
      const { path, rawQueryString } = splitTarget(message.url ?? '/');
      const match = this.#matchRoute(message.method ?? 'GET', path);
      if (!match) throw new GatewayError(404);
      const { apiId } = this.#model;
      const receivedAt = new Date();
      const body = await readRequestBody(message);
      const result = await this.#run({ message, requestId, apiId, receivedAt, path, rawQueryString, match }, body);
      sendResponse(message, response, result);
    } catch (error) {
      sendError(message, response, error instanceof GatewayError ? error : new GatewayError(500));
    }
  }

  async #run(request: ApiRequest, body: Buffer): Promise<ApiResponse> {
    const { route } = request.match;
    const integration = this.#model.integrations[route.integrationId];
    if (!integration) throw new GatewayError(500);
    const event = buildEvent(request);
    const authorizer = route.authorizerId === undefined ? undefined : this.#model.authorizers[route.authorizerId];
    if (authorizer) {
      const context = await this.#authorize(authorizer, event);
      Object.assign(Object(event.requestContext), { authorizer: { lambda: context } });
    }
    return this.#integrate(integration, { ...event, ...buildBody(request.message, body) });
  }

  async #authorize(authorizer: Authorizer, event: Record<string, unknown>): Promise<Readonly<Record<string, unknown>>> {
    if (!hasIdentity(authorizer.identitySource, event)) throw new GatewayError(401);
    const payload = JSON.stringify({
      ...event,
      type: 'REQUEST',
      routeArn: this.#toRouteArn(event),
      identitySource: null,
    });
    const result = await this.#invokeWithin(authorizer.functionArn, payload, authorizerTimeoutMs, 500);
    const verdict = readVerdict(result);
    if (verdict.kind === 'allowed') return verdict.context;
    throw new GatewayError(verdict.kind === 'denied' ? 403 : 500);
  }

  async #integrate({ functionArn, timeoutMs }: Integration, event: Record<string, unknown>): Promise<ApiResponse> {
    const result = await this.#invokeWithin(functionArn, JSON.stringify(event), timeoutMs, 503);
    const response = result.functionError ? undefined : parseResponse(result.payload);
    if (!response) throw new GatewayError(500);
    return response;
  }

  async #invokeWithin(
    arn: string,
    payload: string,
    timeoutMs: number,
    lateStatus: 500 | 503,
  ): Promise<InvocationResult> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      return await this.#invoke(arn, payload, late.signal);
    } catch (error) {
      throw new GatewayError(late.signal.aborted ? lateStatus : toStatus(error));
    } finally {
      clearTimeout(timer);
    }
  }

  #toRouteArn(event: Record<string, unknown>): string {
    return `arn:aws:execute-api:us-east-1:000000000000:${this.#model.apiId}/$default/${event.routeKey}`;
  }
}

/** Lambda refuses an event above its limit, which is smaller than the limit of the API. */
function toStatus(error: unknown): 413 | 500 {
  return error instanceof Error && 'code' in error && error.code === 'RequestTooLargeException' ? 413 : 500;
}
