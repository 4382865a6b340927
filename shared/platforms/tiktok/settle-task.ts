import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { arrived } from './advance-upload.ts';
import { answerFailure, beginAgain } from './begin-again.ts';
import type { Settling } from './checkpoint.ts';
import { fetchStatus } from './fetch-status.ts';
import type { TiktokContext } from './tiktok-context.ts';

/** Seconds before each further look. */
const pauses = [10, 30, 60] as const;

/**
 * Did the last chunk arrive before its address was gone? If it did, the post makes itself. If TikTok still misses bytes
 * after some time, the task can never be finished, and another one is opened, or the refusal is believed.
 * @throws PlatformError `unknown` when TikTok does not tell; the refusal
 */
export async function settleTask(context: TiktokContext, settling: Settling): Promise<StepResult> {
  const { step } = context;
  const { publishId, looks, refusal, tasks, earlier } = settling;
  const status = await fetchStatus(context, publishId);
  if (status.kind === 'failed') return answerFailure(settling, status.reason);
  if (status.kind !== 'under-way') return arrived(settling, step.now());
  if ((status.uploadedBytes ?? 0) >= step.source.sizeBytes) return arrived(settling, step.now());
  const pauseSeconds = pauses[looks];
  if (pauseSeconds !== undefined) {
    const checkpoint: Settling = { ...settling, looks: looks + 1 };
    return { state: 'uploading', checkpoint, bytesSent: step.bytesSent, pauseSeconds };
  }
  if (status.uploadedBytes === null) throw undecided();
  if (refusal) throw new PlatformError('rejected', refusal.code, refusal.message);
  return beginAgain({ tasks, earlier: [...earlier, publishId] }, null);
}

function undecided(): PlatformError {
  return new PlatformError(
    'unknown',
    'maybe_uploaded',
    'The upload broke off at its very end and TikTok does not say whether the video is there. Look at the account.',
  );
}
