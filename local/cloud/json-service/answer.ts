import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import { ConnectionDropped } from './fault.ts';
import { InvalidInput } from './operation.ts';

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'x-amzn-RequestId': randomUUID(),
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Sends the result of an operation. */
export function answerResult(response: ServerResponse, contentType: string, result: object): void {
  send(response, 200, { 'content-type': contentType }, result);
}

function toAwsError(error: unknown, invalidInput: (error: InvalidInput) => AwsError): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof InvalidInput) return invalidInput(error);
  console.error(error);
  return new AwsError('InternalFailure', 'The request failed because of an internal error.', { status: 500 });
}

/** Sends an error in the shape of AWS, or cuts the connection when a fault asks for that. */
export function answerError(
  response: ServerResponse,
  contentType: string,
  error: unknown,
  invalidInput: (error: InvalidInput) => AwsError,
): void {
  if (error instanceof ConnectionDropped) {
    response.destroy();
    return;
  }
  const { code, status, message, queryCode } = toAwsError(error, invalidInput);
  const query: Record<string, string> = queryCode
    ? { 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` }
    : {};
  send(
    response,
    status,
    { 'content-type': contentType, 'x-amzn-errortype': code, ...query },
    { __type: code, message },
  );
}
