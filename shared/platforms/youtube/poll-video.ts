import type { StepResult } from '../../domain/posts/publisher.ts';
import { assertAccepted, deletedThere } from './assert-accepted.ts';
import type { Processing, YoutubeCheckpoint } from './checkpoint.ts';
import { compareVisibility } from './compare-visibility.ts';
import { readVideo, type Video } from './read-video.ts';
import { YoutubeRequest } from './request.ts';
import type { YoutubeContext } from './youtube-context.ts';

export const firstPollSeconds = 3;
/** Seconds before the next poll, by number of polls; the last one stays. Each poll costs a quota unit. */
const pollSeconds = [3, 15, 30, 60, 120, 300] as const;
/** A video that is still being processed after this time is there all the same. */
const patienceMs = 24 * 60 * 60_000;
/** How long after its time a video may still be closed. */
const openingMs = 15 * 60_000;
/** A new video may be missing in the first answers. */
const maxMissing = 6;

/**
 * Asks what became of an uploaded video.
 * @see https://developers.google.com/youtube/v3/docs/videos#status.uploadStatus
 */
export async function pollVideo(context: YoutubeContext, processing: Processing): Promise<StepResult> {
  const { step } = context;
  const video = await readVideo(context, processing.videoId);
  if (!video) return waitForAppearance(processing);
  assertAccepted(video);
  const isTimeUp = step.now() - processing.uploadedAt > patienceMs;
  if (video.status.uploadStatus !== 'processed' && !isTimeUp) return pollAgain({ ...processing, missing: 0 });
  const { goLiveAt } = processing;
  if (goLiveAt !== null && goLiveAt > step.now()) {
    return { state: 'ready', checkpoint: { ...processing, polls: 0, missing: 0 }, goLiveAt };
  }
  const request = YoutubeRequest.parse(step.request);
  if (isAboutToOpen(processing, video, request, step.now())) return pollAgain({ ...processing, missing: 0 });
  return published(processing, request, video.status);
}

/** YouTube opens it by itself, perhaps a little later than our clock says. */
function isAboutToOpen(
  { goLiveAt }: Processing,
  { status }: Video,
  { visibility }: YoutubeRequest,
  now: number,
): boolean {
  if (goLiveAt === null || visibility !== 'public' || now > goLiveAt + openingMs) return false;
  return status.privacyStatus === 'private' && status.publishAt !== undefined;
}

/** @throws PlatformError `unknown` when it has been missing for too long */
export function waitForAppearance(processing: Processing): StepResult {
  if (processing.missing + 1 >= maxMissing) throw deletedThere();
  return pollAgain({ ...processing, missing: processing.missing + 1 });
}

function pollAgain(processing: Processing): StepResult {
  const polls = processing.polls + 1;
  const checkpoint: YoutubeCheckpoint = { ...processing, polls };
  const pollAfterSeconds = pollSeconds[Math.min(polls, pollSeconds.length - 1)] ?? firstPollSeconds;
  return { state: 'processing', checkpoint, remoteId: processing.videoId, pollAfterSeconds };
}

function published({ videoId, notices }: Processing, request: YoutubeRequest, status: Video['status']): StepResult {
  const result = { state: 'published', remoteId: videoId, url: `https://www.youtube.com/watch?v=${videoId}` } as const;
  const all = [...compareVisibility(request, status), ...notices];
  const [first] = all;
  if (!first) return result;
  return { ...result, notice: { code: first.code, message: all.map(({ message }) => message).join(' ') } };
}
