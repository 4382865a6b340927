import type { Uploading } from './checkpoint.ts';
import { toPlatformError, toTransportError } from './platform-error.ts';
import { sendAuthorized, sendWithToken } from './send-authorized.ts';
import { parseSessionAnswer, refusedOrThrow, type SessionAnswer } from './session-answer.ts';
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
  return parsed.kind === 'token-refused' ? refusedOrThrow(toPlatformError(answer, step.now())) : parsed;
}

/**
 * Sends the chunk that begins at `start`. A refused token is renewed; and whatever was refused, the session is asked
 * before it is believed: a refusal may come from something in between although the last byte has made the video.
 * @throws PlatformError the refusal, when the session says that there is no video
 */
export async function sendChunk(context: YoutubeContext, uploading: Uploading, start: number): Promise<SessionAnswer> {
  const { step } = context;
  const token = await step.accessToken();
  const answer = parseSessionAnswer(await putBytes(context, uploading, start, token), step.now());
  if (answer.kind !== 'token-refused' && answer.kind !== 'refused') return answer;
  if (answer.kind === 'token-refused') await step.accessToken(token);
  const asked = await askSession(context, uploading);
  if (answer.kind === 'refused' && asked.kind === 'incomplete') throw answer.refusal;
  return asked;
}

async function putBytes(context: YoutubeContext, { sessionUrl }: Uploading, start: number, token: string) {
  const { step, addresses } = context;
  const { sizeBytes, contentType } = step.source;
  const end = Math.min(start + chunkBytes, sizeBytes) - 1;
  const url = storedSessionUrl(addresses, sessionUrl);
  const stream = await step.source.open(start, end, step.signal);
  const headers = { 'content-type': contentType, 'content-range': `bytes ${start}-${end}/${sizeBytes}` };
  return sendWithToken(context, { method: 'PUT', url, headers, body: { stream, bytes: end - start + 1 } }, token);
}

/** Everything is stored and still no video: YouTube has to finish first. */
export function unfinishedSession() {
  return toTransportError(new Error('The session has all bytes but gave no final answer.'));
}
