import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { YoutubeCheckpoint } from './checkpoint.ts';
import { toPlatformError } from './platform-error.ts';
import { YoutubeRequest } from './request.ts';
import { sendAuthorized } from './send-authorized.ts';
import { trustedSessionUrl } from './session-url.ts';
import { buildVideoResource } from './video-resource.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** Clocks that differ by more than this are somebody's fault. */
const clockSkewMs = 15 * 60_000;

/**
 * Opens a resumable upload. Nothing appears on the channel before its last byte has arrived, so an opened session
 * whose address is lost is simply forgotten.
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
 */
export async function openSession(
  context: YoutubeContext,
  earlier: { readonly startedAt: number; readonly sessions: number } | null,
): Promise<StepResult> {
  const { step, addresses } = context;
  const startedAt = earlier?.startedAt ?? step.now();
  const request = YoutubeRequest.parse(step.request);
  const goLiveAt = step.dueAt !== null && step.dueAt > step.now() ? step.dueAt : null;
  const resource = buildVideoResource(request, goLiveAt);
  const url = new URL(addresses.insertVideo);
  url.searchParams.set('uploadType', 'resumable');
  url.searchParams.set('part', Object.keys(resource).join(','));
  url.searchParams.set('notifySubscribers', String(request.notifySubscribers));
  const answer = await sendAuthorized(context, {
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-length': String(step.source.sizeBytes),
      'x-upload-content-type': step.source.contentType,
      ...slugHeader(step.source.filename),
    },
    body: JSON.stringify(resource),
  });
  if (answer.status !== 200) throw refusalOf(toPlatformError(answer, step.now()), goLiveAt, step.now());
  const sessionUrl = trustedSessionUrl(addresses, answer.headers.location ?? '');
  if (!sessionUrl) throw untrusted();
  const sessions = (earlier?.sessions ?? 0) + 1;
  const href = sessionUrl.href;
  const checkpoint: YoutubeCheckpoint = { phase: 'uploading', sessionUrl: href, startedAt, goLiveAt, sessions };
  return { state: 'uploading', checkpoint, bytesSent: 0 };
}

/**
 * A time that is about to come may have passed at YouTube, whose clock is not ours: once it has passed here as well, the
 * video is sent without one.
 */
function refusalOf(error: PlatformError, goLiveAt: number | null, now: number): PlatformError {
  if (error.causeCode !== 'invalidPublishAt' || goLiveAt === null || goLiveAt - now > clockSkewMs) return error;
  const retryAfterSeconds = Math.ceil((goLiveAt - now) / 1000) + 1;
  const message = 'YouTube did not take the time of the video, which is close. It goes out when that time has come.';
  return new PlatformError('transient', error.causeCode, message, { retryAfterSeconds, cause: error });
}

/**
 * The file name, when it can stand in a header as it is and cannot be taken for percent-encoding or a path. It comes
 * back as `fileDetails.fileName`.
 */
export function slugHeader(filename: string): { slug?: string } {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(filename) && !/[%/\\]/.test(filename);
  return isPlain && filename.length <= 255 ? { slug: filename } : {};
}

function untrusted(): PlatformError {
  return new PlatformError(
    'rejected',
    'unexpected_session_host',
    'YouTube named an unexpected address for the upload. Nothing was sent there.',
  );
}
