import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { Processing, YoutubeCheckpoint } from './checkpoint.ts';
import { compareVisibility } from './compare-visibility.ts';
import { textOfFailure, textOfRejection } from './outcome-texts.ts';
import { readResource } from './read-resource.ts';
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

const VideoList = z.object({
  items: z
    .array(
      z.object({
        status: z.object({
          uploadStatus: z.string(),
          privacyStatus: z.string().optional(),
          publishAt: z.string().optional(),
          failureReason: z.string().optional(),
          rejectionReason: z.string().optional(),
        }),
        processingDetails: z.object({ processingStatus: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
type Video = z.infer<typeof VideoList>['items'][number];

/**
 * Asks what became of an uploaded video.
 * @see https://developers.google.com/youtube/v3/docs/videos#status.uploadStatus
 */
export async function pollVideo(context: YoutubeContext, processing: Processing): Promise<StepResult> {
  const { step, addresses } = context;
  const parameters = { part: 'status,processingDetails', id: processing.videoId };
  const { items } = await readResource(context, addresses.videos, parameters, VideoList);
  const [video] = items;
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

function assertAccepted({ status, processingDetails }: Video): void {
  if (status.uploadStatus === 'deleted') throw deleted();
  if (status.uploadStatus === 'rejected') throw refused(status.rejectionReason, textOfRejection);
  // "terminated" only means that the details are not available any more.
  const isFailed = status.uploadStatus === 'failed' || processingDetails?.processingStatus === 'failed';
  if (isFailed) throw refused(status.failureReason, textOfFailure);
}

function refused(reason = 'unknown', textOf: (reason: string) => string): PlatformError {
  return new PlatformError('rejected', `video_${reason}`, textOf(reason));
}

/**
 * Deleted there, or hidden from us: YouTube says the same of both. A failed post would be taken up by the next order to
 * post, so that a video could come out twice, or against the will of whoever deleted it: its owner decides.
 */
function deleted(): PlatformError {
  const message = 'YouTube took the video and does not show it any more. Look at the channel whether it was deleted.';
  return new PlatformError('unknown', 'video_deleted', message);
}

function waitForAppearance(processing: Processing): StepResult {
  if (processing.missing + 1 >= maxMissing) throw deleted();
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
