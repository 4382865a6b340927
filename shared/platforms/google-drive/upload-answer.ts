import * as z from 'zod';
import type { DriveUploadAnswer } from '../../domain/drive/drive-api.ts';
import { parseJson } from '../google/google-error.ts';
import type { PlatformAnswer } from '../send.ts';
import type { DriveContext } from './drive-context.ts';
import { FileResource, toDriveFile } from './parse-file.ts';
import { toDriveError, toUnexpected } from './platform-error.ts';
import { findFile } from './read-files.ts';

/**
 * Reads what an upload session says.
 *
 * A definite no ends a session. Whoever has sent bytes learns the reason; whoever asks later what became of it is told
 * that it is gone, because the reason may be over by now (a full Drive) and the next session will say so if not.
 * @throws PlatformError for what delays the upload, or has ended it just now
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#resume-upload
 */
export async function readUploadAnswer(
  context: DriveContext,
  answer: PlatformAnswer,
  after: 'asked' | 'sent',
  signal: AbortSignal | undefined,
): Promise<DriveUploadAnswer> {
  const { status, headers } = answer;
  if (status === 308) return { state: 'open', receivedBytes: receivedBytesOf(headers.range) };
  if (status === 404 || status === 410) return { state: 'gone' };
  if (status === 200 || status === 201) return finished(context, answer, signal);
  const error = toDriveError(answer, context.now());
  if (after === 'asked' && error.kind === 'rejected') return { state: 'gone' };
  throw error;
}

/** The file exists; what its answer does not tell is asked for. */
async function finished(
  context: DriveContext,
  { text }: PlatformAnswer,
  signal: AbortSignal | undefined,
): Promise<DriveUploadAnswer> {
  const whole = FileResource.safeParse(parseJson(text));
  if (whole.success) return { state: 'finished', file: toDriveFile(whole.data) };
  const named = z.object({ id: z.string() }).safeParse(parseJson(text));
  const file = named.success ? await findFile(context, named.data.id, signal) : undefined;
  if (!file) throw toUnexpected(whole.error);
  return { state: 'finished', file };
}

/** No `Range` header means that nothing is stored yet. */
function receivedBytesOf(range: string | undefined): number {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}
