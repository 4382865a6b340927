import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { answerFailure, beginAgain } from './begin-again.ts';
import type { Processing, Settling, Uploading } from './checkpoint.ts';
import { isInLastChunk, startOfChunk } from './chunk-plan.ts';
import { fetchStatus } from './fetch-status.ts';
import { findPublished } from './find-published.ts';
import { firstPollSeconds } from './poll-task.ts';
import { type ChunkAnswer, putChunk } from './put-chunk.ts';
import type { TiktokContext } from './tiktok-context.ts';

/**
 * One step of an upload: after a claim TikTok is asked what it has, otherwise one chunk is sent. The last chunk makes
 * the post by itself, so before it is sent it is written down that it may have been.
 */
export async function advanceUpload(context: TiktokContext, uploading: Uploading): Promise<StepResult> {
  const { step } = context;
  if (step.now() >= uploading.expiresAt) return addressGone(uploading, step.bytesSent);
  if (step.resumed) return askWhatArrived(context, uploading);
  if (!uploading.final && isInLastChunk(uploading.plan, step.bytesSent)) return beforeLastChunk(context, uploading);
  return answerChunk(context, uploading, await putChunk(context, uploading, step.bytesSent));
}

/** A predecessor that was given up may have come out after all: then it is the post, and this one stays unfinished. */
async function beforeLastChunk(context: TiktokContext, uploading: Uploading): Promise<StepResult> {
  const { step } = context;
  const publishId = await findPublished(context, uploading.earlier);
  if (publishId !== undefined) return arrived({ ...uploading, publishId }, step.now());
  return { state: 'uploading', checkpoint: { ...uploading, final: true }, bytesSent: step.bytesSent };
}

function answerChunk(
  context: TiktokContext,
  uploading: Uploading,
  answer: ChunkAnswer,
): StepResult | Promise<StepResult> {
  const { step } = context;
  switch (answer.kind) {
    case 'stored':
      if (answer.storedBytes >= step.source.sizeBytes) return arrived(uploading, step.now());
      return { state: 'uploading', checkpoint: uploading, bytesSent: answer.storedBytes };
    case 'unclear':
      return askWhatArrived(context, uploading);
    case 'gone':
      return addressGone(uploading, step.bytesSent);
    case 'refused':
      if (!uploading.final) throw answer.refusal;
      return settle(uploading, step.bytesSent, answer.refusal);
  }
}

/** The position always comes from TikTok, as far as it tells. */
async function askWhatArrived(context: TiktokContext, uploading: Uploading): Promise<StepResult> {
  const { step } = context;
  const { publishId, plan, final } = uploading;
  const status = await fetchStatus(context, publishId).catch((error: unknown) => {
    // TikTok does not know the task any more, and it never had all its bytes.
    if (!final && error instanceof PlatformError && error.kind === 'unknown') return null;
    throw error;
  });
  if (status === null) return beginAgain(uploading, null);
  if (status.kind === 'failed') return answerFailure(uploading, status.reason);
  if (status.kind !== 'under-way') return arrived(uploading, step.now());
  const stored = status.uploadedBytes ?? step.bytesSent;
  if (stored >= step.source.sizeBytes) return arrived(uploading, step.now());
  return { state: 'uploading', checkpoint: uploading, bytesSent: startOfChunk(plan, stored) };
}

function addressGone(uploading: Uploading, bytesSent: number): StepResult {
  return uploading.final ? settle(uploading, bytesSent, null) : beginAgain(uploading, null);
}

function settle(
  { publishId, username, tasks, earlier }: Uploading,
  bytesSent: number,
  refused: PlatformError | null,
): StepResult {
  const refusal = refused && { code: refused.causeCode, message: refused.userMessage };
  const checkpoint: Settling = { phase: 'settling', publishId, username, tasks, earlier, looks: 0, refusal };
  return { state: 'uploading', checkpoint, bytesSent };
}

/** All bytes are at TikTok, which makes the post by itself. */
export function arrived(
  task: Pick<Processing, 'publishId' | 'username' | 'tasks' | 'earlier'>,
  now: number,
): StepResult {
  const { publishId, username, tasks, earlier } = task;
  const base = { phase: 'processing', publishId, username, tasks, earlier } as const;
  const checkpoint: Processing = { ...base, uploadedAt: now, polls: 0, completeAt: null };
  return { state: 'processing', checkpoint, remoteId: publishId, pollAfterSeconds: firstPollSeconds };
}
