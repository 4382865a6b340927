import type { IncomingMessage } from 'node:http';
import { localAccount } from '../json-service/local-account.ts';
import type { MatchedRoute } from './match-route.ts';
import { formatRequestTime } from './request-time.ts';

/** One request on its way through an API. */
export interface ApiRequest {
  readonly message: IncomingMessage;
  readonly requestId: string;
  readonly apiId: string;
  readonly receivedAt: Date;
  readonly path: string;
  readonly rawQueryString: string;
  readonly match: MatchedRoute;
}

/** Splits a request target into path and query, both as they came. */
export function splitTarget(target: string): { path: string; rawQueryString: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, rawQueryString: '' }
    : { path: target.slice(0, mark), rawQueryString: target.slice(mark + 1) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Names in lower case, several values of one name with commas between; cookies have a field of their own. */
function collectHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (name !== 'cookie' && values) headers[name] = values.join(',');
  }
  const { remoteAddress = '', localPort } = message.socket;
  headers['x-forwarded-for'] = [headers['x-forwarded-for'], remoteAddress].filter(Boolean).join(', ');
  headers['x-forwarded-port'] ??= String(localPort);
  headers['x-forwarded-proto'] ??= 'http';
  return headers;
}

function collectCookies(message: IncomingMessage): string[] {
  return (message.headersDistinct.cookie ?? [])
    .flatMap((header) => header.split(/; */))
    .filter((cookie) => cookie !== '');
}

function collectQuery(rawQueryString: string): Record<string, string> {
  const parameters = new URLSearchParams(rawQueryString);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]));
}

function unlessEmpty<Value extends object>(name: string, value: Value): Record<string, Value> {
  return Object.keys(value).length > 0 ? { [name]: value } : {};
}

/**
 * The fields that the events of an authorizer and of an integration share.
 *
 * As in API Gateway, `rawPath` is decoded and `rawQueryString` is not.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildEvent(request: ApiRequest): Record<string, unknown> {
  const { message, requestId, apiId, receivedAt, rawQueryString, match } = request;
  const headers = collectHeaders(message);
  const { host = 'localhost' } = headers;
  const path = decodePath(request.path);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: path,
    rawQueryString,
    ...unlessEmpty('cookies', collectCookies(message)),
    headers,
    ...unlessEmpty('queryStringParameters', collectQuery(rawQueryString)),
    ...unlessEmpty('pathParameters', match.pathParameters),
    requestContext: {
      accountId: localAccount,
      apiId,
      domainName: host,
      domainPrefix: host.split('.')[0],
      http: {
        method: message.method,
        path,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.routeKey,
      stage: '$default',
      time: formatRequestTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
  };
}

const textTypes = /^(text\/|application\/(json|javascript|xml)(;|$))/;

/** Body fields of an integration's event. Only text types stay text; a missing type counts as binary. */
export function buildBody(message: IncomingMessage, body: Buffer): Record<string, unknown> {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = (message.headers['content-type'] ?? '').trim().toLowerCase();
  const isBase64Encoded = !textTypes.test(type) || message.headers['content-encoding'] !== undefined;
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}
