import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Answers one request. */
export type Handler = (message: IncomingMessage, response: ServerResponse) => void;

/** The address that browsers use. It is taken before anything else starts, and says so until there is more to say. */
export interface Front {
  readonly port: number;
  serve(handler: Handler): void;
  close(): Promise<void>;
}

const starting: Handler = (_message, response) => {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain' }).end('Hopper is starting.\n');
};

/** API Gateway takes up to 10,240 bytes of request line and headers. */
const maxHeaderBytes = 10_240;

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** A machine without IPv6 has no second loopback address; that is no reason not to start. */
function isMissingAddress(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
}

/**
 * Takes the port.
 *
 * @param port 0 takes a free one
 * @param host address to listen on; both loopback addresses when left out
 * @throws the listen error, such as EADDRINUSE
 */
export async function openFront(port: number, host?: string): Promise<Front> {
  let handler = starting;
  const create = () =>
    createServer({ maxHeaderSize: maxHeaderBytes, keepAliveTimeout: 65_000 }, (message, response) => {
      try {
        handler(message, response);
      } catch {
        // One odd request must not end the whole stack.
        response.writeHead(500, { 'content-type': 'text/plain' }).end('Something went wrong.\n');
      }
    });
  const [first, second] = [create(), create()];
  const actual = await listen(first, port, host ?? '127.0.0.1');
  if (host === undefined) {
    await listen(second, actual, '::1').catch(async (error) => {
      if (isMissingAddress(error)) return;
      first.close();
      throw error;
    });
  }
  return {
    port: actual,
    serve: (next) => {
      handler = next;
    },
    close: async () => {
      const closed = [first, second].map((server) => new Promise((resolve) => server.close(resolve)));
      for (const server of [first, second]) server.closeAllConnections();
      await Promise.all(closed);
    },
  };
}
