import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsChunkedDecoder, AwsChunkedError } from '../../sigv4/aws-chunked-decoder.ts';
import { ChunkSignatures } from '../../sigv4/chunk-signatures.ts';
import type { SigV4Success } from '../../sigv4/sigv4-types.ts';
import { S3Error } from '../s3-error.ts';

/** An early error is answered after at most this much of the body was read and thrown away. */
const maxDrainBytes = 128 * 1024 * 1024;

/** The body of one request: framing taken off, length checked, nothing kept. */
export class RequestBody {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #decoder: AwsChunkedDecoder | undefined;
  /** The client waits for "100 Continue" before it sends. */
  #waiting: boolean;

  constructor(request: IncomingMessage, response: ServerResponse, auth: SigV4Success) {
    this.#request = request;
    this.#response = response;
    this.#waiting = expectsContinue(request);
    if (auth.payload.startsWith('STREAMING-')) {
      const signed = !auth.payload.startsWith('STREAMING-UNSIGNED-');
      this.#decoder = new AwsChunkedDecoder(signed ? new ChunkSignatures(auth.signing) : undefined);
    }
  }

  /** Trailing headers; complete when `chunks` has ended. */
  get trailers(): ReadonlyMap<string, string> {
    return this.#decoder?.trailers ?? new Map();
  }

  /**
   * Bytes of the object that the request declares.
   *
   * @throws S3Error `MissingContentLength`
   */
  get length(): number {
    const name = this.#decoder ? 'x-amz-decoded-content-length' : 'content-length';
    const value = this.#request.headers[name];
    if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
    throw new S3Error('MissingContentLength', `You must provide the ${name} HTTP header.`);
  }

  /**
   * @throws S3Error `IncompleteBody` when there is more or less than was declared, `SignatureDoesNotMatch` for a chunk.
   * @throws Error when the client goes away.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const declared = this.length;
    let received = 0;
    for await (const chunk of this.#raw()) {
      for (const piece of this.#decoder ? this.#decode(this.#decoder, chunk) : [chunk]) {
        received += piece.length;
        if (received > declared) throw incomplete(`more than the ${declared} bytes declared`);
        yield piece;
      }
    }
    this.#finish();
    if (received < declared) throw incomplete(`${received} of ${declared} bytes`);
  }

  async *#raw(): AsyncGenerator<Buffer> {
    if (this.#waiting) this.#response.writeContinue();
    this.#waiting = false;
    // Not destroyed on an early exit: the answer has to go out through the same socket.
    yield* this.#request.iterator({ destroyOnReturn: false });
  }

  #decode(decoder: AwsChunkedDecoder, chunk: Buffer): Buffer[] {
    return translate(() => decoder.push(chunk));
  }

  #finish(): void {
    translate(() => this.#decoder?.finish());
  }
}

/**
 * Reads what is left of a body before an error is answered. A client that is still sending when the connection closes sees
 * EPIPE or a reset instead of the answer.
 *
 * @returns False when the rest is too long to wait for; the connection must then be closed.
 */
export async function drainBody(request: IncomingMessage): Promise<boolean> {
  if (request.readableEnded || request.destroyed) return true;
  if (expectsContinue(request) && !request.readableDidRead) return false;
  let drained = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    drained += chunk.length;
    if (drained > maxDrainBytes) return false;
  }
  return true;
}

function expectsContinue(request: IncomingMessage): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue';
}

function incomplete(what: string): S3Error {
  const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header';
  return new S3Error('IncompleteBody', `${message}: ${what}.`);
}

function translate<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AwsChunkedError)) throw error;
    throw new S3Error(error.reason === 'mismatch' ? 'SignatureDoesNotMatch' : 'IncompleteBody', error.message);
  }
}
