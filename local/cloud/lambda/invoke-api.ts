import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../json-service/read-body.ts';
import { listenLocally, type RunningServer } from '../processes/listen-locally.ts';
import { invokeAsync } from './invoke-async.ts';
import { InvokeError, type LambdaService } from './lambda-service.ts';
import { maxPayloadBytes } from './limits.ts';

const statusOf = { ResourceNotFoundException: 404, RequestTooLargeException: 413 } as const;

function sendError(response: ServerResponse, status: number, code: string, Message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ Type: 'User', Message }));
}

async function invoke(lambda: LambdaService, name: string, request: IncomingMessage, response: ServerResponse) {
  const payload = (await readBody(request, maxPayloadBytes + 1)).toString('utf8') || '{}';
  JSON.parse(payload);
  switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
    case 'DryRun':
      lambda.assertExists(name);
      response.writeHead(204).end();
      return;
    case 'Event':
      invokeAsync(lambda, name, payload);
      response.writeHead(202).end();
      return;
    default: {
      const result = await lambda.invoke(name, payload);
      const error = result.functionError ? { 'x-amz-function-error': result.functionError } : {};
      response.writeHead(200, { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST', ...error });
      response.end(result.payload);
    }
  }
}

/**
 * Serves the Invoke operation of Lambda, for the scheduler and for any AWS SDK.
 *
 * @param ready resolves when all functions are known; calls that come before wait for it
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function startInvokeApi(lambda: LambdaService, port: number, ready: Promise<void>): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    // A page in a browser can send no such header here without asking first, and nobody answers that question.
    const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ?? false;
    if (!signed) return sendError(response, 403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    if (request.method !== 'POST' || name === undefined)
      return sendError(response, 404, 'UnknownOperationException', '');
    ready
      .then(() => invoke(lambda, decodeURIComponent(name), request, response))
      .catch((error) => {
        if (error instanceof InvokeError) sendError(response, statusOf[error.code], error.code, error.message);
        else sendError(response, 400, 'InvalidRequestContentException', String(error));
      });
  });
  return listenLocally(server, port);
}
