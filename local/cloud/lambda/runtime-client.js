// A client of the Lambda Runtime API on one connection. A result and the question for the next event leave together,
// and nobody waits for the "accepted" in between: on a busy machine every switch between processes counts.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { connect } from 'node:net';

const prefix = '/2018-06-01/runtime';
const endOfHead = Buffer.from('\r\n\r\n');

function parseHead(text) {
  const [status, ...lines] = text.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(headers) };
}

export class RuntimeClient {
  #socket;
  #host;
  /** Bytes that have arrived and are not yet a whole answer. */
  #chunks = [];
  /** Those who wait for the next answers, in order. */
  #waiting = [];

  /**
   * @param address host and port
   * @param onGone called when the Runtime API is no longer there
   */
  constructor(address, onGone) {
    const [host, port] = address.split(':');
    this.#host = address;
    this.#socket = connect({ host, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', onGone).on('close', onGone);
  }

  /** Waits for an event. */
  next() {
    return this.#send(this.#format('GET', '/invocation/next'));
  }

  /** Reports the result of an event (`kind` is `response` or `error`) and waits for the next one. */
  finish(requestId, kind, body) {
    const report = this.#format('POST', `/invocation/${requestId}/${kind}`, body);
    this.#waiting.push(() => undefined);
    return this.#send(report + this.#format('GET', '/invocation/next'));
  }

  /** Reports an error after which this process ends; resolves when it has arrived. */
  fail(path, body) {
    return this.#send(this.#format('POST', path, body));
  }

  #format(method, path, body = '') {
    const head = `${method} ${prefix}${path} HTTP/1.1\r\nhost: ${this.#host}\r\n`;
    const length = method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
    return `${head}${length}\r\n${body}`;
  }

  #send(text) {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.ref();
      this.#socket.write(text);
    });
  }

  #read(chunk) {
    this.#chunks.push(chunk);
    // A large event comes in many pieces: they are put together once, when its length says that all are there.
    for (let answer = this.#take(); answer; answer = this.#take()) this.#waiting.shift()?.(answer);
    // While a handler runs, only what it waits for keeps the process alive.
    if (this.#waiting.length === 0) this.#socket.unref();
  }

  #take() {
    if (this.#chunks.length === 0) return undefined;
    const total = this.#chunks.reduce((sum, { length }) => sum + length, 0);
    if (total < this.#wanted) return undefined;
    const buffer = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.#chunks = buffer.length > 0 ? [buffer] : [];
    const headEnd = buffer.indexOf(endOfHead);
    if (headEnd < 0) return undefined;
    const { status, headers } = parseHead(buffer.toString('latin1', 0, headEnd));
    const bodyStart = headEnd + endOfHead.length;
    const end = bodyStart + Number(headers['content-length'] ?? 0);
    this.#wanted = end;
    if (buffer.length < end) return undefined;
    this.#wanted = 0;
    const rest = buffer.subarray(end);
    this.#chunks = rest.length > 0 ? [rest] : [];
    return { status, headers, body: buffer.toString('utf8', bodyStart, end) };
  }

  /** Length of the answer that is arriving, as far as it is known. */
  #wanted = 0;
}
