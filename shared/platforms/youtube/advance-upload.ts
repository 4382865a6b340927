import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { Processing, Searching, Uploading } from './checkpoint.ts';
import { listExtras } from './extras.ts';
import { nextExtra } from './give-extra.ts';
import { firstPollSeconds } from './poll-video.ts';
import { YoutubeRequest } from './request.ts';
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

function toStepResult(answer: SessionAnswer, uploading: Uploading, context: YoutubeContext): StepResult {
  const { step } = context;
  if (answer.kind === 'complete') return uploaded(context, answer.videoId, uploading.goLiveAt);
  if (answer.kind === 'gone') return searchFirst(uploading, null);
  if (answer.kind === 'refused') return searchFirst(uploading, answer.refusal);
  if (answer.kind === 'token-refused') throw unfinishedSession();
  if (answer.storedBytes >= step.source.sizeBytes) throw unfinishedSession();
  return { state: 'uploading', checkpoint: uploading, bytesSent: answer.storedBytes };
}

/** The video exists from now on; YouTube prepares it, and meanwhile gets what belongs to it. */
export function uploaded({ step }: YoutubeContext, videoId: string, goLiveAt: number | null): StepResult {
  const todo = listExtras(YoutubeRequest.parse(step.request));
  const counts = { polls: 0, missing: 0, tries: 0 };
  const now = step.now();
  const checkpoint: Processing = {
    phase: 'processing',
    videoId,
    uploadedAt: now,
    goLiveAt,
    ...counts,
    todo,
    notices: [],
  };
  const pollAfterSeconds = nextExtra(checkpoint, now) ? 0 : firstPollSeconds;
  return { state: 'processing', checkpoint, remoteId: videoId, pollAfterSeconds };
}

/**
 * A session that is lost or says no may have become a video just before: the channel is searched before anything is
 * sent again, and before the no is believed.
 */
function searchFirst({ startedAt, goLiveAt, sessions }: Uploading, refused: PlatformError | null): StepResult {
  if (sessions >= maxSessions) {
    throw new PlatformError(
      'unknown',
      'sessions_lost',
      'YouTube lost this upload several times. Look at the channel whether the video is there, then try again.',
    );
  }
  const refusal = refused && { code: refused.causeCode, message: refused.userMessage };
  const checkpoint: Searching = { phase: 'searching', startedAt, goLiveAt, sessions, looks: 0, refusal };
  return { state: 'uploading', checkpoint, bytesSent: 0 };
}
