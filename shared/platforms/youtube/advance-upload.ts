import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { beginProcessing } from './begin-processing.ts';
import type { Searching, Uploading } from './checkpoint.ts';
import { nextExtra } from './give-extra.ts';
import { giveUpSession } from './give-up-session.ts';
import { openSession } from './open-session.ts';
import { firstPollSeconds } from './poll-video.ts';
import { YoutubeRequest } from './request.ts';
import { isRetimed } from './retime-video.ts';
import type { SessionAnswer } from './session-answer.ts';
import { askSession, sendChunk, unfinishedSession } from './upload-bytes.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** A session that is lost this often, with nothing on the channel, will not come through. */
const maxSessions = 5;
/** A step that begins so long before a moment has ended by then, and so has the next one, which changes the video's time. */
const twoStepsMs = 4 * 60_000;

/**
 * One step of an upload: after a claim the session is asked what it has, otherwise one chunk is sent. The position
 * always comes from the session's answer, never from what was sent.
 */
export async function advanceUpload(context: YoutubeContext, uploading: Uploading): Promise<StepResult> {
  const { step } = context;
  if (opensTooEarly(context, uploading)) return beginAnew(context, uploading);
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
export function uploaded(context: YoutubeContext, videoId: string, goLiveAt: number | null): StepResult {
  const { step } = context;
  const checkpoint = beginProcessing(context, videoId, goLiveAt);
  const isUrgent = isRetimed(checkpoint, step.dueAt) || nextExtra(checkpoint, step.now()) !== undefined;
  return { state: 'processing', checkpoint, remoteId: videoId, pollAfterSeconds: isUrgent ? 0 : firstPollSeconds };
}

/**
 * Whether the session would make a video that is public before the time that is wanted by now: its own time, which cannot
 * be changed before there is a video, has come too close.
 */
function opensTooEarly({ step }: YoutubeContext, { goLiveAt }: Uploading): boolean {
  if (goLiveAt === null || step.dueAt === null || step.dueAt <= goLiveAt) return false;
  return step.now() + twoStepsMs > goLiveAt && YoutubeRequest.parse(step.request).visibility === 'public';
}

/** Gives the session up for one with the time that is wanted now, which costs the bytes that were sent. */
async function beginAnew(context: YoutubeContext, uploading: Uploading): Promise<StepResult> {
  const answer = await giveUpSession(context, uploading);
  if (answer.kind !== 'given-up') return toStepResult(answer, uploading, context);
  return openSession(context, { ...uploading, sessions: uploading.sessions - 1 });
}

/**
 * A session that is lost or says no may have become a video just before: the channel is searched before anything is
 * sent again, and before the no is believed.
 */
function searchFirst(uploading: Uploading, refused: PlatformError | null): StepResult {
  if (uploading.sessions >= maxSessions) {
    throw new PlatformError(
      'unknown',
      'sessions_lost',
      'YouTube lost this upload several times. Look at the channel whether the video is there, then try again.',
    );
  }
  return { state: 'uploading', checkpoint: beginSearch(uploading, refused), bytesSent: 0 };
}

/** @param refused why the session ended, if it said so */
export function beginSearch({ startedAt, goLiveAt, sessions }: Uploading, refused: PlatformError | null): Searching {
  const refusal = refused && { code: refused.causeCode, message: refused.userMessage };
  return { phase: 'searching', startedAt, goLiveAt, sessions, looks: 0, refusal };
}
