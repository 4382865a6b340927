import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** One call that a stub was asked: `POST /path` and its body. */
export interface StubCall {
  readonly line: string;
  readonly body: string;
}

/** Plays a service: keeps what it is asked and answers what the test says. */
export async function startStub(answer: (call: StubCall) => { status?: number; body: string }) {
  const calls: StubCall[] = [];
  const server = createServer(async (message, response) => {
    const call = { line: `${message.method} ${message.url}`, body: await text(message) };
    calls.push(call);
    const { status = 200, body } = answer(call);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
