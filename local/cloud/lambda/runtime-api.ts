import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { maxPayloadBytes } from './limits.ts';

/** One event on its way into a function environment. */
export interface Delivery {
  readonly requestId: string;
  readonly payload: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly traceId: string;
}

/** What the environment tells through the Runtime API. */
export interface RuntimeEvents {
  /** The environment asks for its next event: it is ready, or done with the last one. */
  onNext(): void;
  /** `tooLarge` when the response is above Lambda's limit and so was thrown away. */
  onResponse(requestId: string, payload: string, tooLarge: boolean): void;
  onError(requestId: string, payload: string): void;
  onInitError(payload: string): void;
}

const prefix = '/2018-06-01/runtime/';

/**
 * The server side of the Lambda Runtime API for one function environment.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #events: RuntimeEvents;
  readonly #server: Server;
  #turn: Promise<void> = Promise.resolve();
  #waiting: ServerResponse | undefined;
  #delivery: Delivery | undefined;

  constructor(events: RuntimeEvents) {
    this.#events = events;
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      // In turn: a question for the next event may overtake the end of the result that was sent before it.
      this.#turn = this.#turn.then(() => this.#handle(request, response)).catch(() => void response.destroy());
    });
  }

  /** @returns host and port for AWS_LAMBDA_RUNTIME_API */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The Runtime API has no TCP address.');
    return `127.0.0.1:${address.port}`;
  }

  /** Hands out an event as the answer to the environment's next question. */
  deliver(delivery: Delivery): void {
    this.#delivery = delivery;
    this.#flush();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #flush(): void {
    const [delivery, response] = [this.#delivery, this.#waiting];
    if (!delivery || !response) return;
    this.#delivery = undefined;
    this.#waiting = undefined;
    response.req.socket.uncork();
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(delivery.payload),
      'lambda-runtime-aws-request-id': delivery.requestId,
      'lambda-runtime-deadline-ms': delivery.deadlineMs,
      'lambda-runtime-invoked-function-arn': delivery.functionArn,
      'lambda-runtime-trace-id': delivery.traceId,
    });
    response.end(delivery.payload);
  }

  /**
   * Takes note of a result. Where the question for the next event came right behind it, as from our runtime, the answer
   * is held back until there is an event: it would only wake up a process that has nothing to do.
   */
  #accept(response: ServerResponse): void {
    const { socket } = response;
    socket?.cork();
    response.writeHead(202, { 'content-length': 0 }).end();
    setImmediate(() => {
      if (!this.#waiting) socket?.uncork();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if ('origin' in request.headers || 'sec-fetch-site' in request.headers) {
      // A page in a browser has no business here.
      response.writeHead(403).end();
      return;
    }
    const path = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : '';
    if (request.method === 'GET' && path === 'invocation/next') {
      this.#waiting = response;
      this.#events.onNext();
      this.#flush();
      return;
    }
    const { payload, tooLarge } = await readPayload(request);
    const [, requestId, kind] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method !== 'POST' || (path !== 'init/error' && requestId === undefined)) {
      response.writeHead(404).end();
      return;
    }
    this.#accept(response);
    if (requestId === undefined) this.#events.onInitError(payload);
    else if (kind === 'error') this.#events.onError(requestId, payload);
    else this.#events.onResponse(requestId, payload, tooLarge);
  }
}

function readPayload(request: IncomingMessage): Promise<{ payload: string; tooLarge: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxPayloadBytes) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve({ payload: Buffer.concat(chunks).toString('utf8'), tooLarge: bytes > maxPayloadBytes }),
    );
    request.on('error', reject);
  });
}
