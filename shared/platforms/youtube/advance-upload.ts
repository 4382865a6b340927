import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { Searching, Uploading, YoutubeCheckpoint } from './checkpoint.ts';
import { firstPollSeconds } from './poll-video.ts';
import type { SessionAnswer } from './session-answer.ts';
import { askSession, sendChunk, unfinishedSession } from './upload-bytes.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** A session that is lost this often, with nothing on the channel, will not come through. */
const maxSessions = 5;

/**
 * One step of an upload: after a claim the session is asked what it has, otherwise one chunk is sent. The position
 * always comes from the session's answer, never from what was sent.
 */
export async function advanceUpload(context: YoutubeContext, uploading: Uploading): Promise<StepResult> {
  const { step } = context;
  const answer = step.resumed
    ? await askSession(context, uploading)
    : await sendChunk(context, uploading, step.bytesSent);
  return toStepResult(answer, uploading, context);
}

function toStepResult(answer: SessionAnswer, uploading: Uploading, { step }: YoutubeContext): StepResult {
  if (answer.kind === 'complete') return uploaded(answer.videoId, step.now());
  if (answer.kind === 'gone') return searchFirst(uploading, null);
  if (answer.kind === 'refused') return searchFirst(uploading, answer.refusal);
  if (answer.kind === 'token-refused') throw unfinishedSession();
  if (answer.storedBytes >= step.source.sizeBytes) throw unfinishedSession();
  return { state: 'uploading', checkpoint: uploading, bytesSent: answer.storedBytes };
}

/** The video exists from now on; YouTube prepares it. */
export function uploaded(videoId: string, now: number): StepResult {
  const checkpoint: YoutubeCheckpoint = { phase: 'processing', videoId, uploadedAt: now, polls: 0, missing: 0 };
  return { state: 'processing', checkpoint, remoteId: videoId, pollAfterSeconds: firstPollSeconds };
}

/**
 * A session that is lost or says no may have become a video just before: the channel is searched before anything is
 * sent again, and before the no is believed.
 */
function searchFirst({ startedAt, sessions }: Uploading, refused: PlatformError | null): StepResult {
  if (sessions >= maxSessions) {
    throw new PlatformError(
      'unknown',
      'sessions_lost',
      'YouTube lost this upload several times. Look at the channel whether the video is there, then try again.',
    );
  }
  const refusal = refused && { code: refused.causeCode, message: refused.userMessage };
  const checkpoint: Searching = { phase: 'searching', startedAt, sessions, looks: 0, refusal };
  return { state: 'uploading', checkpoint, bytesSent: 0 };
}
