import type { IncomingMessage } from 'node:http';
import { GatewayError } from './gateway-error.ts';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const maxBodyBytes = 10 * 1024 * 1024;

/**
 * Reads the body of a request.
 *
 * @throws GatewayError 413 above 10 MiB
 */
export async function readRequestBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    // Read on to the end: a client that is still sending would only see a broken connection instead of the answer.
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  if (bytes > maxBodyBytes) throw new GatewayError(413);
  return Buffer.concat(chunks);
}
