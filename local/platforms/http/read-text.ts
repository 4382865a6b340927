import type { IncomingMessage } from 'node:http';

/** A body longer than any sane call of this kind. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/**
 * Reads a small body as UTF-8 text.
 * @param limitBytes refuse more than this, default 4 MiB
 * @throws BodyTooLargeError
 */
export async function readText(request: IncomingMessage, limitBytes = 4 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > limitBytes) throw new BodyTooLargeError(`The request body is larger than ${limitBytes} bytes.`);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
