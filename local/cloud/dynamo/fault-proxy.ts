import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFault } from '../faults/fault-rule.ts';
import { functionOf, readAccessKeyId } from '../iam/access-key.ts';
import { parseJson } from '../json-service/json-protocol.ts';
import { readBody } from '../json-service/read-body.ts';
import type { PermitHook } from '../json-service/start-http-service.ts';
import type { CallMeter } from '../meter/call-meter.ts';
import { askForCapacity, readCapacity } from '../meter/consumed-capacity.ts';
import { listenLocally, type RunningServer } from '../processes/listen-locally.ts';

export interface FaultProxyOptions {
  readonly port: number;
  /** The engine that answers. */
  readonly engineUrl: string;
  /** Asked once per call with its operation, such as `PutItem`. */
  takeFault(operation: string): CallFault | undefined;
  permit?: PermitHook;
  /** Gets the request units of every call that a function makes. */
  meter?: CallMeter;
}

/** DynamoDB takes requests of up to 16 MB. */
const maxBodyBytes = 17 * 1024 * 1024;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const errorNames = new Map([
  [400, 'ProvisionedThroughputExceededException'],
  [429, 'ThrottlingException'],
  [503, 'ServiceUnavailable'],
]);

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function failWith(status: number): Answer {
  return toAnswer(status, errorNames.get(status) ?? 'InternalServerError', 'A fault was asked for.');
}

function toAnswer(status: number, name: string, message: string): Answer {
  const body = Buffer.from(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/**
 * Stands before the DynamoDB engine, which is not ours, so that its calls can be refused and be made to go wrong like
 * those of the other services.
 *
 * @throws the listen error when the port cannot be had
 */
export async function startFaultProxy({
  port,
  engineUrl,
  takeFault,
  permit,
  meter,
}: FaultProxyOptions): Promise<RunningServer> {
  const agent = new Agent({ keepAlive: true });

  const forward = (message: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method, headers, url = '/' } = message;
      const sent = { ...headers, 'content-length': body.length };
      const outgoing = request(new URL(url, engineUrl), { method, headers: sent, agent }, (incoming) => {
        readBody(incoming, Infinity)
          .then((answer) => resolve({ status: incoming.statusCode ?? 500, headers: incoming.headers, body: answer }))
          .catch(reject);
      });
      outgoing.once('error', reject).end(body);
    });

  const measure = async (message: IncomingMessage, operation: string, body: Buffer): Promise<Answer> => {
    const functionName = meter && functionOf(readAccessKeyId(message.headers.authorization));
    if (!meter || functionName === undefined) return forward(message, body);
    const answer = await forward(message, askForCapacity(body));
    meter.addUnits(functionName, `dynamodb:${operation}`, readCapacity(answer.body));
    return answer;
  };

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(message, maxBodyBytes);
    const operation =
      String(message.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const refusal = permit?.(readAccessKeyId(message.headers.authorization), operation, parseJson(body));
    if (refusal !== undefined) return send(response, toAnswer(400, 'AccessDeniedException', refusal));
    const fault = takeFault(operation) ?? {};
    if (fault.delayMs) await sleep(fault.delayMs);
    if (fault.dropConnection === 'before') throw new Error('dropped');
    if (fault.status !== undefined && !fault.afterEffect) return send(response, failWith(fault.status));
    const answer = await measure(message, operation, body);
    if (fault.dropConnection === 'after') throw new Error('dropped');
    send(response, fault.status === undefined ? answer : failWith(fault.status));
  };

  const server = createServer({ keepAliveTimeout: 65_000 }, (message, response) => {
    // Whatever goes wrong here looks to the client like a connection that breaks, as when the engine restarts.
    handle(message, response).catch(() => response.destroy());
  });
  const running = await listenLocally(server, port);
  return {
    url: running.url,
    close: async () => {
      agent.destroy();
      await running.close();
    },
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _connection, 'transfer-encoding': _encoding, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}
