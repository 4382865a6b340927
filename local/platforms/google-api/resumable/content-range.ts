import { GoogleApiError } from '../google-api-error.ts';

/** Google asks for chunks in multiples of this; it keeps only whole blocks of an unfinished upload. */
export const blockBytes = 256 * 1024;
/** @see https://developers.google.com/youtube/v3/docs/videos/insert */
export const maxFileBytes = 256 * 1024 ** 3;

export type SessionRequest =
  /** A range of `*` over the total: how far did it get? */
  | { readonly kind: 'status'; readonly total: number | null }
  /** Bytes from `start`; null = not said. */
  | { readonly kind: 'bytes'; readonly start: number; readonly length: number | null; readonly total: number | null };

/**
 * Understands what a PUT to a session URL wants.
 * @param contentLength undefined with chunked transfer encoding
 * @throws GoogleApiError 400 on a malformed or contradictory range
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
 */
export function parseSessionRequest(
  contentRange: string | undefined,
  contentLength: number | undefined,
): SessionRequest {
  if (contentRange === undefined) {
    return { kind: 'bytes', start: 0, length: contentLength ?? null, total: contentLength ?? null };
  }
  const status = /^bytes \*\/(\d{1,15}|\*)$/.exec(contentRange.trim());
  if (status) {
    if (contentLength !== undefined && contentLength > 0) throw badRange('A status request must not have a body.');
    return { kind: 'status', total: toTotal(status[1]) };
  }
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(contentRange.trim());
  if (!range) throw badRange(`Failed to parse Content-Range header: ${contentRange}`);
  const start = Number(range[1]);
  const length = Number(range[2]) - start + 1;
  const total = toTotal(range[3]);
  if (length < 1 || (total !== null && start + length > total)) throw badRange(`Invalid range: ${contentRange}`);
  if (contentLength !== undefined && contentLength !== length) {
    throw badRange(`Content-Length ${contentLength} does not match Content-Range ${contentRange}`);
  }
  return { kind: 'bytes', start, length, total };
}

function toTotal(text: string | undefined): number | null {
  return text === undefined || text === '*' ? null : Number(text);
}

function badRange(message: string): GoogleApiError {
  return new GoogleApiError({ status: 400, reason: 'badRequest', message });
}
