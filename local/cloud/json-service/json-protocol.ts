import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { InvalidInput, Operation, OperationTable } from './operation.ts';
import type { Protocol } from './start-http-service.ts';

/** What distinguishes one AWS JSON service from another. */
export interface JsonService {
  /** First half of the X-Amz-Target header, for example `AmazonSQS`. */
  target: string;
  version: '1.0' | '1.1';
  maxBodyBytes: number;
  operations: OperationTable;
  invalidInput(error: InvalidInput): AwsError;
}

/** The usual answer to an input of the wrong shape. */
export function validationException(error: Error): AwsError {
  return new AwsError('ValidationException', error.message);
}

/**
 * Reads a JSON body; an empty one counts as an empty object.
 *
 * @throws {AwsError} `SerializationException` when it is not JSON.
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

function findOperation(service: JsonService, request: IncomingMessage): [string, Operation] {
  const [prefix, name] = String(request.headers['x-amz-target'] ?? '').split('.');
  const found = name !== undefined && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (request.method === 'POST' && prefix === service.target && name !== undefined && found) return [name, found];
  throw new AwsError('UnknownOperationException', `This server has no operation ${name ?? '(no X-Amz-Target)'}.`);
}

/**
 * The protocol in which every call is a POST that names its operation in the X-Amz-Target header.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonProtocol(service: JsonService): Protocol {
  return {
    contentType: `application/x-amz-json-${service.version}`,
    maxBodyBytes: service.maxBodyBytes,
    invalidInput: service.invalidInput,
    route(request, body) {
      const [name, operation] = findOperation(service, request);
      const input = parseJson(body);
      return { name, input, run: (call) => operation(input, call) };
    },
  };
}
