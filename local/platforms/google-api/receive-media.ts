import { type BodySink, consumeBody } from '../http/consume-body.ts';
import type { Exchange } from '../platform.ts';
import { GoogleApiError } from './google-api-error.ts';
import { createMultipartReader, readBoundary } from './multipart-related.ts';

export interface ReceivedMedia {
  /** Metadata as JSON text; empty with `uploadType=media`. */
  readonly json: string;
  readonly mediaType: string;
}

/**
 * Reads the body of a simple (`media`) or `multipart` upload.
 * @param onMedia gets the media bytes as they arrive
 * @returns undefined when the client went away before the end
 * @throws GoogleApiError 400 on a malformed multipart body
 */
export async function receiveMedia(exchange: Exchange, onMedia: BodySink): Promise<ReceivedMedia | undefined> {
  const { request, faults, query } = exchange;
  const contentType = request.headers['content-type'];
  const boundary = readBoundary(contentType);
  if (query.get('uploadType') === 'multipart' && boundary === undefined) {
    throw new GoogleApiError({ status: 400, reason: 'badContent', message: 'Expected a multipart/related body.' });
  }
  if (boundary === undefined) {
    const { complete } = await consumeBody(request, faults, onMedia);
    return complete ? { json: '', mediaType: contentType ?? 'application/octet-stream' } : undefined;
  }
  const reader = createMultipartReader(boundary, onMedia);
  const { complete } = await consumeBody(request, faults, reader.sink);
  return complete ? reader.finish() : undefined;
}

/**
 * The same for small media that fit into memory.
 * @throws GoogleApiError 413 above `limitBytes`
 */
export async function receiveSmallMedia(
  exchange: Exchange,
  limitBytes: number,
): Promise<(ReceivedMedia & { readonly content: Buffer }) | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const media = await receiveMedia(exchange, (chunk) => {
    bytes += chunk.length;
    if (bytes <= limitBytes) chunks.push(chunk);
    return undefined;
  });
  if (bytes > limitBytes) {
    throw new GoogleApiError({ status: 413, reason: 'uploadTooLarge', message: 'The media content is too large.' });
  }
  return media && { ...media, content: Buffer.concat(chunks) };
}
