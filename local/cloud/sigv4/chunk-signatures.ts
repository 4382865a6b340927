import { createHash, type Hash } from 'node:crypto';
import { EMPTY_SHA256, hmac, sameSignature, sha256Hex } from './signing-key.ts';
import type { SigningContext } from './sigv4-types.ts';

const trailerSignature = 'x-amz-trailer-signature';

/**
 * The chain of chunk signatures of a signed `aws-chunked` body: each one covers the one before, starting at the request's.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export class ChunkSignatures {
  readonly #context: SigningContext;
  #previous: string;
  #expected = '';
  #hash: Hash = createHash('sha256');

  constructor(context: SigningContext) {
    this.#context = context;
    this.#previous = context.signature;
  }

  expect(signature: string): void {
    this.#expected = signature;
  }

  update(data: Buffer): void {
    this.#hash.update(data);
  }

  endChunk(): boolean {
    const dataHash = this.#hash.digest('hex');
    this.#hash = createHash('sha256');
    return this.#matches(['AWS4-HMAC-SHA256-PAYLOAD', EMPTY_SHA256, dataHash], this.#expected);
  }

  /** True when there are no trailers, or when they carry their right signature. */
  trailersMatch(trailers: Map<string, string>): boolean {
    if (trailers.size === 0) return true;
    const lines = [...trailers].filter(([name]) => name !== trailerSignature).map(([name, v]) => `${name}:${v}\n`);
    return this.#matches(['AWS4-HMAC-SHA256-TRAILER', sha256Hex(lines.join(''))], trailers.get(trailerSignature) ?? '');
  }

  #matches([word, ...hashes]: string[], given: string): boolean {
    const { key, timestamp, scope } = this.#context;
    const stringToSign = [word, timestamp, scope, this.#previous, ...hashes].join('\n');
    this.#previous = given;
    return sameSignature(hmac(key, stringToSign), given);
  }
}
