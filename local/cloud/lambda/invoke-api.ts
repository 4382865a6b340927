import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { functionOf, readAccessKeyId } from '../iam/access-key.ts';
import { readBody } from '../json-service/read-body.ts';
import { listenLocally, type RunningServer } from '../processes/listen-locally.ts';
import { type Admission, callWithFault } from './admission.ts';
import type { AsyncEvents } from './async-events.ts';
import { InvokeError, type LambdaService } from './lambda-service.ts';
import { maxPayloadBytes } from './limits.ts';

const statusOf = { ResourceNotFoundException: 404, RequestTooLargeException: 413 } as const;
/** An event that nobody waits for may be smaller. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEventBytes = 1_048_576;

export interface InvokeApiOptions {
  readonly lambda: LambdaService;
  readonly events: Pick<AsyncEvents, 'accept'>;
  /** Resolves when all functions are known; calls that come before wait for it. */
  readonly ready: Promise<void>;
  /** Asked for every call of a function. The services, and whoever owns the account, need no right. */
  admit(accessKeyId: string, functionName: string): Promise<Admission>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function errorAnswer(status: number, code: string, Message: string): Answer {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ Type: status < 500 ? 'User' : 'Server', Message }) };
}

async function invoke({ lambda, events }: InvokeApiOptions, name: string, request: IncomingMessage): Promise<Answer> {
  const payload = (await readBody(request, maxPayloadBytes + 1)).toString('utf8') || '{}';
  JSON.parse(payload);
  switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
    case 'DryRun':
      lambda.nameOf(name);
      return { status: 204 };
    case 'Event':
      if (payload.length > maxEventBytes) throw new InvokeError('RequestTooLargeException', 'The event is too large.');
      events.accept(name, payload);
      return { status: 202 };
    default: {
      const result = await lambda.invoke(name, payload);
      const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
      const error = result.functionError && { 'x-amz-function-error': result.functionError };
      return { status: 200, headers: { ...headers, ...error }, body: result.payload };
    }
  }
}

/** @returns undefined when the connection is to be cut */
async function answer(options: InvokeApiOptions, request: IncomingMessage): Promise<Answer | undefined> {
  const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
  const { authorization } = request.headers;
  // A page in a browser can send no such header here without asking first, and nobody answers that question.
  if (!authorization?.startsWith('AWS4-HMAC-SHA256 '))
    return errorAnswer(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (request.method !== 'POST' || name === undefined) return errorAnswer(404, 'UnknownOperationException', '');
  await options.ready;
  const target = decodeURIComponent(name);
  const key = readAccessKeyId(authorization);
  const isFunction = functionOf(key) !== undefined;
  const admission = isFunction ? await options.admit(key, options.lambda.nameOf(target)) : {};
  if (admission.refusal !== undefined) return errorAnswer(403, 'AccessDeniedException', admission.refusal);
  const called = await callWithFault(admission, () => invoke(options, target, request));
  if ('result' in called) return called.result;
  if (called.end === 'lost') return { status: 202 };
  return called.end === 'dropped'
    ? undefined
    : errorAnswer(called.end.status, 'ServiceException', 'A fault was asked for.');
}

function send(response: ServerResponse, answered: Answer | undefined): void {
  if (!answered) response.destroy();
  else response.writeHead(answered.status, { ...answered.headers }).end(answered.body);
}

/**
 * Serves the Invoke operation of Lambda, for the scheduler and for any AWS SDK.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function startInvokeApi(port: number, options: InvokeApiOptions): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(options, request)
      .catch((error: unknown) =>
        error instanceof InvokeError
          ? errorAnswer(statusOf[error.code], error.code, error.message)
          : errorAnswer(400, 'InvalidRequestContentException', String(error)),
      )
      .then((answered) => send(response, answered));
  });
  return listenLocally(server, port);
}
