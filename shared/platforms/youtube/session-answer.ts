import * as z from 'zod';
import type { PlatformError } from '../../domain/posts/publisher.ts';
import { parseJson } from '../google/google-error.ts';
import type { PlatformAnswer } from '../send.ts';
import { toPlatformError } from './platform-error.ts';

/** What a session says, to a chunk or to the question how far it is. */
export type SessionAnswer =
  | { readonly kind: 'incomplete'; readonly storedBytes: number }
  | { readonly kind: 'complete'; readonly videoId: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'token-refused' }
  /** The session has failed for good, or something in between says no. */
  | { readonly kind: 'refused'; readonly refusal: PlatformError };

const CompletedVideo = z.object({ id: z.string().min(1) });

/**
 * Reads the answer of an upload session.
 * @throws PlatformError for everything that delays the upload
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol#Resume_Upload
 */
export function parseSessionAnswer(answer: PlatformAnswer, now: number): SessionAnswer {
  const { status, headers, text } = answer;
  if (status === 308) return { kind: 'incomplete', storedBytes: storedBytesOf(headers.range) };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 401) return { kind: 'token-refused' };
  if (status !== 200 && status !== 201) return refusedOrThrow(toPlatformError(answer, now));
  const video = CompletedVideo.safeParse(parseJson(text));
  // The video exists, only its id did not come through: the session repeats its final answer when it is asked.
  if (!video.success) throw toPlatformError({ ...answer, status: 502 }, now);
  return { kind: 'complete', videoId: video.data.id };
}

/** A definite no as an answer, because it is not yet believed; everything else stays an error. */
export function refusedOrThrow(refusal: PlatformError): SessionAnswer {
  if (refusal.kind !== 'rejected') throw refusal;
  return { kind: 'refused', refusal };
}

/** No `Range` header means that nothing is stored yet. */
function storedBytesOf(range: string | undefined): number {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}
