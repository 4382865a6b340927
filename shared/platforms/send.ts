import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { collectBuffers } from './collect-buffers.ts';

/** A request to a platform. */
export interface PlatformRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | { readonly stream: Readable; readonly bytes: number };
  readonly signal?: AbortSignal | undefined;
  /** An answer that is longer is refused; 4 MiB unless told. */
  readonly maxAnswerBytes?: number;
}

/** Its answer. Header names are lower case. */
export interface PlatformAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** How platform code speaks HTTP: redirects are not followed, every status is an answer, no answer is an error. */
export type Send = (request: PlatformRequest) => Promise<PlatformAnswer>;

/** A connection on which nothing moves for this long, in either direction, is given up. */
const idleMs = 90_000;
/** Buffers of a body are freed whenever so many bytes went through. */
const collectBytes = 8 * 1024 * 1024;
/** Answers of these APIs are small; more than this is not for us. */
const maxAnswerBytes = 4 * 1024 * 1024;

// Servers drop idle connections without a word; ours are dropped first.
const options = { keepAlive: true, timeout: 4_000 };
const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };

/**
 * Sends over node:http(s). A streamed body is read only as fast as the socket takes it, so memory stays constant;
 * undici would do the same but adds 230 KiB (gzip) to the bundle, and `fetch` buffers uploads.
 */
export const sendOverHttp: Send = async ({ method, url, headers, body, signal, maxAnswerBytes }) => {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.bytes ?? 0);
  const request = beginRequest({
    method,
    url,
    headers: method === 'GET' ? headers : { ...headers, 'content-length': String(length) },
    signal,
  });
  const answer = receive(request, maxAnswerBytes);
  if (body === undefined || typeof body === 'string') {
    request.end(body);
    return answer;
  }
  // The answer may come, with an error, before the body is through; then the rest of the body is of no use.
  const sending = pipeline(body.stream, collecting(), request).catch((error: unknown) => error);
  try {
    return await answer;
  } catch (error) {
    body.stream.destroy();
    throw rootOf(await sending, error);
  } finally {
    body.stream.destroy();
    await sending;
    collectBuffers();
  }
};

/** Bytes that have gone through since buffers were freed, of all bodies together: four at a time leave four times as much behind. */
let uncollected = 0;

/** Passes on what it gets; a large body that goes in one request must not wait for its end to have its buffers freed. */
function collecting(): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      uncollected += piece.length;
      if (uncollected >= collectBytes) {
        uncollected = 0;
        collectBuffers();
      }
      done(null, piece);
    },
  });
}

/** Why it failed: the request only says that it was broken off when it was the source that failed. */
function rootOf(bodyError: unknown, requestError: unknown): unknown {
  const isConsequence = bodyError instanceof Error && 'code' in bodyError && bodyError.code === prematureClose;
  return bodyError === undefined || isConsequence ? requestError : bodyError;
}

const prematureClose = 'ERR_STREAM_PREMATURE_CLOSE';

/** A request whose head is ready to go, over a connection that is kept. */
export function beginRequest({ method, url, headers, signal }: Omit<PlatformRequest, 'body'>): ClientRequest {
  const secure = url.protocol === 'https:';
  const agent = secure ? agents['https:'] : agents['http:'];
  const request = (secure ? httpsRequest : httpRequest)(url, { method, headers, agent, signal });
  request.setTimeout(idleMs, () => request.destroy(new Error(`Nothing moved for ${idleMs / 1000} s.`)));
  return request;
}

function receive(request: ClientRequest, limit?: number): Promise<PlatformAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('response', (response) => readAnswer(response, limit).then(resolve, reject));
  });
}

/** The whole answer, its text in memory. @throws Error when it is longer than `maxBytes` */
export async function readAnswer(response: IncomingMessage, maxBytes = maxAnswerBytes): Promise<PlatformAnswer> {
  const text = await readText(response, maxBytes);
  return { status: response.statusCode ?? 0, headers: singleHeaders(response), text };
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBytes) throw new Error('The answer is far too long.');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The first of each header. */
export function singleHeaders(response: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
