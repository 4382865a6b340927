import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import { ConnectionDropped } from './fault.ts';

function refuse(request: IncomingMessage, maxBytes: number): never {
  // The rest is read and thrown away, so that the caller gets to see the answer instead of a broken pipe.
  request.resume();
  throw new AwsError('RequestEntityTooLarge', `The request is larger than ${maxBytes} bytes.`, { status: 413 });
}

/**
 * Reads a whole request body.
 *
 * @throws {AwsError} `RequestEntityTooLarge` (413) above `maxBytes`.
 * @throws {ConnectionDropped} when the caller left in the middle of it.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) refuse(request, maxBytes);
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
    });
    request.on('end', () => {
      if (bytes <= maxBytes) return resolve(Buffer.concat(chunks));
      try {
        refuse(request, maxBytes);
      } catch (error) {
        reject(error);
      }
    });
    request.on('error', () => reject(new ConnectionDropped()));
    request.on('close', () => {
      if (!request.complete) reject(new ConnectionDropped());
    });
  });
}
