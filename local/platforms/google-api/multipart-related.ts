import type { BodySink } from '../http/consume-body.ts';
import { GoogleApiError } from './google-api-error.ts';

const maxHeadBytes = 4 * 1024 * 1024;
const blankLine = Buffer.from('\r\n\r\n');

/** The boundary of a `multipart/related` body; undefined for any other type. */
export function readBoundary(contentType: string | undefined): string | undefined {
  return /^multipart\/related\b.*;\s*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
}

/** Splits a body of two parts, JSON and media, while it arrives. */
export interface MultipartReader {
  /** Takes the next bytes of the body and hands media bytes on. */
  readonly sink: BodySink;
  /** What was found; call after the body has ended. @throws GoogleApiError 400 when it was not two whole parts */
  finish(): { readonly json: string; readonly mediaType: string };
}

/**
 * @param onMedia gets the bytes of the second part, without the framing
 * @see https://developers.google.com/youtube/v3/docs/captions/insert
 */
export function createMultipartReader(boundary: string, onMedia: BodySink): MultipartReader {
  const opening = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let held: Buffer = Buffer.alloc(0);
  let head: { json: string; mediaType: string } | undefined;
  let closed = false;

  const sink: BodySink = (chunk) => {
    if (closed) return undefined;
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (!head) {
      const split = splitHead(held, opening, delimiter);
      if (!split) {
        if (held.length > maxHeadBytes) throw malformed('The first part is too large.');
        return undefined;
      }
      head = split.head;
      held = held.subarray(split.mediaStart);
    }
    const end = held.indexOf(delimiter);
    closed = end >= 0;
    // The last bytes may be the beginning of the delimiter: they wait for the next chunk.
    const safe = closed ? end : Math.max(0, held.length - delimiter.length + 1);
    const media = held.subarray(0, safe);
    held = held.subarray(safe);
    return media.length > 0 ? onMedia(media) : undefined;
  };
  return {
    sink,
    finish: () => {
      if (!head || !closed) throw malformed('The multipart body is incomplete.');
      return head;
    },
  };
}

function splitHead(data: Buffer, opening: Buffer, delimiter: Buffer) {
  const first = data.indexOf(opening);
  const jsonStart = first < 0 ? -1 : data.indexOf(blankLine, first);
  const jsonEnd = jsonStart < 0 ? -1 : data.indexOf(delimiter, jsonStart + blankLine.length);
  const mediaStart = jsonEnd < 0 ? -1 : data.indexOf(blankLine, jsonEnd + delimiter.length);
  if (mediaStart < 0) return undefined;
  const mediaHeaders = data.subarray(jsonEnd, mediaStart).toString('latin1');
  const mediaType = /^content-type:\s*(\S+)/im.exec(mediaHeaders)?.[1] ?? 'application/octet-stream';
  const json = data.subarray(jsonStart + blankLine.length, jsonEnd).toString('utf8');
  return { head: { json, mediaType }, mediaStart: mediaStart + blankLine.length };
}

function malformed(message: string): GoogleApiError {
  return new GoogleApiError({ status: 400, reason: 'badContent', message });
}
