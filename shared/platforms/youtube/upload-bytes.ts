import type { Uploading } from './checkpoint.ts';
import { toPlatformError, toTransportError } from './platform-error.ts';
import { sendAuthorized, sendWithToken } from './send-authorized.ts';
import { parseSessionAnswer, type SessionAnswer } from './session-answer.ts';
import { storedSessionUrl } from './session-url.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** Every chunk but the last must be a multiple of 256 KiB. */
const chunkBytes = 32 * 256 * 1024;

/**
 * Asks a session how far it is. A session that is complete repeats its final answer: the main guard against posting
 * a video twice.
 */
export async function askSession(context: YoutubeContext, { sessionUrl }: Uploading): Promise<SessionAnswer> {
  const { step, addresses } = context;
  const answer = await sendAuthorized(context, {
    method: 'PUT',
    url: storedSessionUrl(addresses, sessionUrl),
    headers: { 'content-range': `bytes */${step.source.sizeBytes}` },
    body: '',
  });
  const parsed = parseSessionAnswer(answer, step.now());
  if (parsed.kind === 'token-refused') throw toPlatformError(answer, step.now());
  return parsed;
}

/** Sends the chunk that begins at `start`; a refused token is renewed, and the session asked where it is. */
export async function sendChunk(context: YoutubeContext, uploading: Uploading, start: number): Promise<SessionAnswer> {
  const { step, addresses } = context;
  const { sizeBytes, contentType } = step.source;
  const end = Math.min(start + chunkBytes, sizeBytes) - 1;
  const url = storedSessionUrl(addresses, uploading.sessionUrl);
  const token = await step.accessToken();
  const stream = await step.source.open(start, end, step.signal);
  const headers = { 'content-type': contentType, 'content-range': `bytes ${start}-${end}/${sizeBytes}` };
  const body = { stream, bytes: end - start + 1 };
  const answer = await sendWithToken(context, { method: 'PUT', url, headers, body }, token);
  const parsed = parseSessionAnswer(answer, step.now());
  if (parsed.kind !== 'token-refused') return parsed;
  await step.accessToken(token);
  return askSession(context, uploading);
}

/** Everything is stored and still no video: YouTube has to finish first. */
export function unfinishedSession() {
  return toTransportError(new Error('The session has all bytes but gave no final answer.'));
}
