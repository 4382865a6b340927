import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { History, TiktokCheckpoint } from './checkpoint.ts';
import { isPassingFailure, textOfFailReason } from './fail-reasons.ts';

/** A post that came to nothing this often will not come through. */
const maxTasks = 5;
/** After TikTok's own errors. */
const pauseSeconds = 60;

/**
 * Nothing of the last task is or will be there, so another one may be opened.
 * @param reason why it ended, in TikTok's word; null = its address did
 * @throws PlatformError when that has happened often enough
 */
export function beginAgain({ tasks, earlier }: History, reason: string | null): StepResult {
  if (tasks >= maxTasks) throw cameToNothing(reason);
  const checkpoint: TiktokCheckpoint = { phase: 'again', tasks, earlier };
  return { state: 'uploading', checkpoint, bytesSent: 0, ...(reason !== null && { pauseSeconds }) };
}

/**
 * TikTok says that a task has failed: that is definite.
 * @throws PlatformError `rejected` unless another task may come through
 */
export function answerFailure(history: History, reason: string): StepResult {
  if (isPassingFailure(reason)) return beginAgain(history, reason);
  throw new PlatformError('rejected', `video_${reason}`, textOfFailReason(reason));
}

function cameToNothing(reason: string | null): PlatformError {
  if (reason !== null) return new PlatformError('rejected', `video_${reason}`, textOfFailReason(reason));
  const message =
    'TikTok lost this upload several times, or it took longer than an hour each time. Nothing was posted.';
  return new PlatformError('rejected', 'uploads_lost', message);
}
