import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayError } from './gateway-error.ts';
import type { ApiResponse } from './parse-response.ts';

/** Headers that belong to the connection; a function cannot set them. */
const hopByHop = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Sends a function's response; every cookie becomes a Set-Cookie header of its own. */
export function sendResponse(message: IncomingMessage, response: ServerResponse, result: ApiResponse): void {
  const { status, headers, cookies, body } = result;
  for (const [name, value] of Object.entries(headers)) {
    if (!hopByHop.has(name)) response.setHeader(name, value);
  }
  if (cookies.length > 0) response.setHeader('set-cookie', [...cookies]);
  finish(message, response, status, body);
}

/** Sends an error of API Gateway's own. */
export function sendError(message: IncomingMessage, response: ServerResponse, error: GatewayError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('content-type', 'application/json');
  finish(message, response, error.status, Buffer.from(JSON.stringify({ message: error.message })));
}

function finish(message: IncomingMessage, response: ServerResponse, status: number, body: Buffer): void {
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  if (hasBody) response.setHeader('content-length', body.length);
  response.writeHead(status).end(hasBody && message.method !== 'HEAD' ? body : undefined);
}
