import type { ChunkSignatures } from './chunk-signatures.ts';

/** The body is not valid aws-chunked, or one of its signatures is wrong. */
export class AwsChunkedError extends Error {
  readonly reason: 'malformed' | 'mismatch';

  constructor(reason: 'malformed' | 'mismatch', message: string) {
    super(message);
    this.reason = reason;
  }
}

const maxLineBytes = 8192;

/**
 * Takes the framing off an `aws-chunked` body as it streams by. Data comes out as views of the input, not copies.
 * With `signatures` every chunk and the trailer are checked against their signature.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export class AwsChunkedDecoder {
  readonly trailers = new Map<string, string>();
  #state: 'head' | 'data' | 'data-end' | 'trailer' | 'done' = 'head';
  #line = '';
  #remaining = 0;
  readonly #signatures: ChunkSignatures | undefined;

  constructor(signatures?: ChunkSignatures) {
    this.#signatures = signatures;
  }

  /** @throws AwsChunkedError */
  push(input: Buffer): Buffer[] {
    const output: Buffer[] = [];
    let position = 0;
    while (position < input.length) {
      if (this.#state === 'data') {
        const piece = input.subarray(position, position + this.#remaining);
        output.push(piece);
        position += piece.length;
        this.#takeData(piece);
      } else {
        position = this.#readLine(input, position);
      }
    }
    return output;
  }

  /**
   * To be called when the input has ended.
   *
   * @throws AwsChunkedError when the final chunk never came.
   */
  finish(): void {
    if (this.#state !== 'done') throw new AwsChunkedError('malformed', 'The chunked body ended too early.');
  }

  #takeData(piece: Buffer): void {
    this.#signatures?.update(piece);
    this.#remaining -= piece.length;
    if (this.#remaining === 0) this.#state = 'data-end';
  }

  #readLine(input: Buffer, position: number): number {
    const newline = input.indexOf(10, position);
    const end = newline < 0 ? input.length : newline + 1;
    this.#line += input.toString('latin1', position, end);
    if (this.#line.length > maxLineBytes) throw new AwsChunkedError('malformed', 'A chunk header is too long.');
    if (newline >= 0) {
      if (!this.#line.endsWith('\r\n')) throw new AwsChunkedError('malformed', 'A line does not end in CRLF.');
      const line = this.#line.slice(0, -2);
      this.#line = '';
      this.#takeLine(line);
    }
    return end;
  }

  #takeLine(line: string): void {
    if (this.#state === 'head') this.#takeHead(line);
    else if (this.#state === 'trailer') this.#takeTrailer(line);
    else if (this.#state === 'data-end' && line === '') this.#endChunk('head');
    else throw new AwsChunkedError('malformed', 'There is data where a chunk should end.');
  }

  #takeHead(line: string): void {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (!match?.[1]) throw new AwsChunkedError('malformed', 'A chunk header is malformed.');
    this.#signatures?.expect(match[2] ?? '');
    this.#remaining = Number.parseInt(match[1], 16);
    if (this.#remaining > 0) this.#state = 'data';
    else this.#endChunk('trailer');
  }

  #endChunk(next: 'head' | 'trailer'): void {
    if (this.#signatures && !this.#signatures.endChunk()) {
      throw new AwsChunkedError('mismatch', 'A chunk signature does not match.');
    }
    this.#state = next;
  }

  #takeTrailer(line: string): void {
    if (line === '') {
      if (this.#signatures && !this.#signatures.trailersMatch(this.trailers)) {
        throw new AwsChunkedError('mismatch', 'The trailer signature does not match.');
      }
      this.#state = 'done';
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 1) throw new AwsChunkedError('malformed', 'A trailer is malformed.');
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}
