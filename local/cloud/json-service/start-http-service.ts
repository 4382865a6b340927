import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readAccessKeyId } from '../iam/access-key.ts';
import { answerError, answerResult } from './answer.ts';
import { AwsError } from './aws-error.ts';
import { type FaultHook, faultAfter, faultBefore } from './fault.ts';
import type { CallContext, InvalidInput } from './operation.ts';
import { readBody } from './read-body.ts';

/** A call that has been understood. */
export interface RoutedCall {
  name: string;
  /** As it came, not yet checked. */
  input: unknown;
  run(call: CallContext): object | Promise<object>;
}

/** Gives the reason to refuse a call for want of a right, or undefined to let it in. */
export type PermitHook = (accessKeyId: string, operation: string, input: unknown) => string | undefined;

/** How a service reads its calls off HTTP. */
export interface Protocol {
  contentType: string;
  maxBodyBytes: number;
  /** Finds the operation that a request means; throws AwsError when there is none. */
  route(request: IncomingMessage, body: Buffer): RoutedCall;
  /** The service's own error for an input of the wrong shape. */
  invalidInput(error: InvalidInput): AwsError;
}

/** What every local service can be started with. */
export interface ServiceOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  port: number;
  faults?: FaultHook;
  /** Gives the reason to refuse a request (answered with 403), or undefined to let it in. */
  authorize?(request: IncomingMessage, body: Buffer): string | undefined;
  permit?: PermitHook;
}

/** A service that runs; `close` ends waiting calls, answers what is under way and frees the port. */
export interface RunningService {
  url: string;
  close(): Promise<void>;
}

/** Connections that still talk this long after close began are cut. */
const closeGraceMs = 1_000;
/** Made once: without a reason every `abort` builds an exception with its stack, and every call ends in one. */
const callOver = 'the call is over';

/** Starts the HTTP server of one service. Rejects with the listen error when the port cannot be had. */
export async function startHttpService(protocol: Protocol, options: ServiceOptions): Promise<RunningService> {
  const calls = new Map<ServerResponse, AbortController>();
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const call = new AbortController();
    calls.set(response, call);
    response.once('close', () => {
      calls.delete(response);
      call.abort(callOver);
    });
    void handle(protocol, options, call.signal, request, response);
  });
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server, calls) };
}

async function handle(
  protocol: Protocol,
  options: ServiceOptions,
  signal: AbortSignal,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request, protocol.maxBodyBytes);
    const refusal = options.authorize?.(request, body);
    if (refusal !== undefined) throw new AwsError('InvalidSignatureException', refusal, { status: 403 });
    const operation = protocol.route(request, body);
    assertPermitted(options, request, operation);
    const fault = options.faults?.(operation.name);
    await faultBefore(fault, signal);
    const result = await operation.run({ signal, baseUrl: `http://127.0.0.1:${request.socket.localPort}` });
    faultAfter(fault);
    answerResult(response, protocol.contentType, result);
  } catch (error) {
    answerError(response, protocol.contentType, error, protocol.invalidInput);
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function assertPermitted({ permit }: ServiceOptions, request: IncomingMessage, { name, input }: RoutedCall): void {
  const refusal = permit?.(readAccessKeyId(request.headers.authorization), name, input);
  if (refusal !== undefined) throw new AwsError('AccessDeniedException', refusal);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no TCP address.');
  return address.port;
}

async function closeServer(server: Server, calls: ReadonlyMap<ServerResponse, AbortController>): Promise<void> {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    // Node has closed the idle connections; the busy ones must not become idle again.
    for (const [response, call] of calls) {
      if (!response.headersSent) response.setHeader('connection', 'close');
      call.abort(callOver);
    }
  });
}
