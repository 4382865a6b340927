import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, expect, it } from '@jest/globals';
import { sendOverHttp } from '../../shared/platforms/send.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<URL> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/path?a=b`);
}

/** Counts what was taken from it. */
function createSource(pieces: number) {
  let taken = 0;
  const piece = Buffer.alloc(65_536, 7);
  const stream = Readable.from(
    (function* () {
      for (; taken < pieces; taken += 1) yield piece;
    })(),
    { objectMode: false, highWaterMark: 65_536 },
  );
  return { stream, bytes: pieces * piece.length, taken: () => taken };
}

it('sends a streamed body with its length and gives back status, headers and text', async () => {
  let received = 0;
  const url = await serve(async (request, response) => {
    for await (const chunk of request) received += chunk.length;
    response.writeHead(308, { range: 'bytes=0-5', location: 'http://elsewhere.example/' });
    response.end(`${request.method} ${request.url} ${request.headers['content-length']} ${request.headers['x-one']}`);
  });
  const { stream, bytes } = createSource(40);
  const answer = await sendOverHttp({ method: 'PUT', url, headers: { 'x-one': '1' }, body: { stream, bytes } });
  expect(received).toBe(bytes);
  expect(answer).toMatchObject({ status: 308, headers: { range: 'bytes=0-5' }, text: `PUT /path?a=b ${bytes} 1` });
});

it('takes no more from the source than the receiver takes from it', async () => {
  let goOn = () => {};
  const url = await serve((request, response) => {
    goOn = () => request.resume().on('end', () => response.end());
  });
  const { stream, bytes, taken } = createSource(1_000);
  const answer = sendOverHttp({ method: 'PUT', url, headers: {}, body: { stream, bytes } });
  let before = -1;
  while (before !== taken() || taken() === 0) {
    before = taken();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // Socket buffers of both sides hold some megabytes, never the rest of the file.
  expect(taken()).toBeLessThan(400);
  goOn();
  await answer;
  expect(taken()).toBe(1_000);
});

it('hears an answer that comes before the body is through, and stops sending', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(401, { connection: 'close' });
    response.end('no');
  });
  const { stream, bytes, taken } = createSource(10_000);
  const answer = await sendOverHttp({ method: 'PUT', url, headers: {}, body: { stream, bytes } }).catch(
    () => undefined,
  );
  // A connection that is closed under the body may also lose the answer; both end the sending.
  if (answer) expect(answer).toMatchObject({ status: 401, text: 'no' });
  expect(stream.destroyed).toBe(true);
  expect(taken()).toBeLessThan(10_000);
});

it('ends the source when the connection is cut', async () => {
  const url = await serve((request) => {
    request.once('data', () => request.socket.destroy());
  });
  const { stream, bytes } = createSource(1_000);
  await expect(sendOverHttp({ method: 'PUT', url, headers: {}, body: { stream, bytes } })).rejects.toThrow();
  expect(stream.destroyed).toBe(true);
});

it('ends the request when the source breaks off, and says why', async () => {
  const arrived = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<boolean>();
  const url = await serve((request) => {
    request.once('data', () => arrived.resolve()).once('close', () => closed.resolve(request.complete));
  });
  const stream = Readable.from(
    (async function* () {
      yield Buffer.alloc(65_536);
      await arrived.promise;
      throw new Error('the source is gone');
    })(),
  );
  const sending = sendOverHttp({ method: 'PUT', url, headers: {}, body: { stream, bytes: 1_000_000 } });
  await expect(sending).rejects.toThrow('the source is gone');
  expect(await closed.promise).toBe(false);
});

it('ends at once when it is aborted', async () => {
  const url = await serve((request) => void request.resume());
  const stop = new AbortController();
  const { stream, bytes } = createSource(10);
  const sending = sendOverHttp({ method: 'PUT', url, headers: {}, body: { stream, bytes }, signal: stop.signal });
  stop.abort();
  await expect(sending).rejects.toThrow();
  expect(stream.destroyed).toBe(true);
});
