import type { DriveChunk, DriveUploadAnswer } from '../../domain/drive/drive-api.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { addressAt } from '../address-at.ts';
import type { PlatformAnswer } from '../send.ts';
import { callDrive, type DriveCall } from './call-drive.ts';
import type { DriveContext } from './drive-context.ts';
import { fileFields } from './file-fields.ts';
import { toDriveError, toUnreachable } from './platform-error.ts';
import { readUploadAnswer } from './upload-answer.ts';
import { isIdInUse } from './write-files.ts';

type Signal = AbortSignal | undefined;

/**
 * Opens a resumable upload. Nothing exists before its last byte has arrived, so a session whose address is lost is
 * simply forgotten.
 * @returns its address; `exists` when the id of the new file is in use
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable
 */
export async function beginSession(
  context: DriveContext,
  call: Pick<DriveCall, 'method' | 'url' | 'json' | 'signal'>,
  media: { readonly mimeType: string; readonly sizeBytes: number },
): Promise<string | 'exists'> {
  const answer = await callDrive(context, {
    ...call,
    parameters: { uploadType: 'resumable', fields: fileFields },
    headers: {
      'x-upload-content-type': media.mimeType,
      'x-upload-content-length': String(media.sizeBytes),
    },
  });
  if (answer.status === 409 && isIdInUse(context, answer)) return 'exists';
  if (answer.status !== 200) throw toDriveError(answer, context.now());
  const sessionUrl = trustedSession(context, answer.headers.location ?? '');
  if (sessionUrl) return sessionUrl.href;
  const message = 'Google Drive named an unexpected address for the upload. Nothing was sent there.';
  throw new PlatformError('rejected', 'unexpected_session_host', message);
}

/** How far a session is. One that is complete repeats its final answer. */
export async function askSession(
  context: DriveContext,
  sessionUrl: string,
  totalBytes: number,
  signal: Signal,
): Promise<DriveUploadAnswer> {
  const url = trustedSession(context, sessionUrl);
  if (!url) return { state: 'gone' };
  const headers = { 'content-range': `bytes */${totalBytes}` };
  const answer = await answerOf(context.send({ method: 'PUT', url, headers, body: '', signal }), signal);
  return readUploadAnswer(context, answer, 'asked', signal);
}

/** Sends bytes; the address alone is enough, so no token goes with them. */
export async function putChunk(
  context: DriveContext,
  sessionUrl: string,
  chunk: DriveChunk,
  signal: Signal,
): Promise<DriveUploadAnswer> {
  const url = trustedSession(context, sessionUrl);
  if (!url) {
    chunk.body.destroy();
    return { state: 'gone' };
  }
  const { start, bytes, totalBytes, body } = chunk;
  const headers = { 'content-range': `bytes ${start}-${start + bytes - 1}/${totalBytes}` };
  const sending = context.sendBytes({ method: 'PUT', url, headers, body: { stream: body, bytes }, signal });
  return readUploadAnswer(context, await answerOf(sending, signal), 'sent', signal);
}

/** @throws PlatformError, also that of the body when it comes from a Drive and failed */
async function answerOf(sending: Promise<PlatformAnswer>, signal: Signal): Promise<PlatformAnswer> {
  return sending.catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error instanceof PlatformError ? error : toUnreachable(error);
  });
}

/** The session's address if it is at the API's own origin: bytes go nowhere else. */
function trustedSession({ addresses }: DriveContext, sessionUrl: string): URL | undefined {
  return addressAt(addresses.upload.origin, sessionUrl);
}
