import type { WithdrawResult } from '../../domain/posts/publisher.ts';
import type { Processing } from './checkpoint.ts';
import { toPlatformError } from './platform-error.ts';
import { readVideo, type Video } from './read-video.ts';
import { sendAuthorized } from './send-authorized.ts';
import { doWithStanding } from './standing-video.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** A video that was made a moment ago may not be known everywhere at YouTube: that it is not shown proves nothing. */
const freshMs = 2 * 60_000;
const freshWaitSeconds = 15;
/** YouTube opens a video by itself between our look and our deletion when its time is as near as this. */
const opensSoonMs = 10_000;

/**
 * Deletes a video that nobody has seen yet; one that is gone already is as good as deleted.
 * @throws PlatformError `unknown` when YouTube does not let Hopper delete it
 * @see https://developers.google.com/youtube/v3/docs/videos/delete
 */
export async function withdrawVideo(context: YoutubeContext, processing: Processing): Promise<WithdrawResult> {
  return doWithStanding(context, processing, 'delete it', () => lookAndDelete(context, processing));
}

async function lookAndDelete(context: YoutubeContext, processing: Processing): Promise<WithdrawResult> {
  const video = await readVideo(context, processing.videoId);
  if (video && isOut(video, context.step.now() + opensSoonMs)) return { state: 'too-late' };
  if (!video && context.step.now() - processing.uploadedAt < freshMs) {
    return { state: 'withdrawing', checkpoint: processing, waitSeconds: freshWaitSeconds };
  }
  await deleteVideo(context, processing.videoId);
  return { state: 'withdrawn' };
}

/**
 * What YouTube refused is not shown to anybody, whatever its visibility.
 * @param soon until when YouTube must not open it by itself, epoch ms
 */
function isOut({ status }: Video, soon: number): boolean {
  const isRefused = ['rejected', 'failed', 'deleted'].includes(status.uploadStatus);
  const opensSoon = status.publishAt !== undefined && Date.parse(status.publishAt) <= soon;
  return (status.privacyStatus === 'public' || opensSoon) && !isRefused;
}

async function deleteVideo(context: YoutubeContext, videoId: string): Promise<void> {
  const url = new URL(context.addresses.videos);
  url.searchParams.set('id', videoId);
  const answer = await sendAuthorized(context, { method: 'DELETE', url, headers: {} });
  if (answer.status === 204 || answer.status === 200) return;
  const error = toPlatformError(answer, context.step.now());
  if (error.causeCode !== 'videoNotFound') throw error;
}
