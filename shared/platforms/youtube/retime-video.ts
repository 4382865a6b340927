import type { StepResult } from '../../domain/posts/publisher.ts';
import { assertAccepted } from './assert-accepted.ts';
import type { Processing } from './checkpoint.ts';
import { nextExtra } from './give-extra.ts';
import { firstPollSeconds, waitForAppearance } from './poll-video.ts';
import { readVideo, type VideoStatus } from './read-video.ts';
import { YoutubeRequest } from './request.ts';
import { doWithStanding } from './standing-video.ts';
import { updateTime } from './update-time.ts';
import type { YoutubeContext } from './youtube-context.ts';

const wentOutEarlier = {
  code: 'opened_earlier',
  message: 'YouTube opened the video at the time that it had before: the new, later one came too late.',
};

/**
 * Whether a video is at YouTube with another time than the one that is wanted now. One that has no time there is out, or
 * about to be: nothing can be put off any more.
 * @param dueAt epoch ms; null = as soon as possible
 */
export function isRetimed({ goLiveAt }: Pick<Processing, 'goLiveAt'>, dueAt: number | null): boolean {
  return goLiveAt !== null && dueAt !== goLiveAt;
}

/**
 * Brings a video that waits at YouTube in line with the time that is wanted now: a later or earlier one, or at once when it
 * is null or past. What is out by then, because YouTube or its owner opened it, stays so.
 * @throws PlatformError; `unknown` when YouTube does not let Hopper change the video
 * @see https://developers.google.com/youtube/v3/docs/videos#status.publishAt
 */
export async function retimeVideo(context: YoutubeContext, processing: Processing): Promise<StepResult> {
  const { step } = context;
  const goLiveAt = step.dueAt !== null && step.dueAt > step.now() ? step.dueAt : null;
  const request = YoutubeRequest.parse(step.request);
  // Nobody but Hopper knows the time of an unlisted or private one.
  if (request.visibility !== 'public') return goOn(context, { ...processing, goLiveAt });
  const change = <T>(call: () => Promise<T>) => doWithStanding(context, processing, 'change its time', call);
  const video = await change(() => readVideo(context, processing.videoId));
  if (!video) return waitForAppearance(processing);
  assertAccepted(video);
  const { status } = video;
  if (status.privacyStatus === 'public') return goOn(context, alreadyOut(processing, goLiveAt));
  // Its owner opened it half: that is left alone, and told when it is out.
  const isWaiting = status.privacyStatus === 'private';
  if (isWaiting && (goLiveAt === null || !opensAt(status, goLiveAt))) {
    await change(() => updateTime(context, processing.videoId, status, goLiveAt));
  }
  return goOn(context, { ...processing, goLiveAt });
}

function alreadyOut(processing: Processing, wanted: number | null): Processing {
  const isTooLate = wanted !== null && wanted > (processing.goLiveAt ?? 0);
  const notices = [...processing.notices, ...(isTooLate ? [wentOutEarlier] : [])];
  return { ...processing, goLiveAt: null, notices };
}

/** YouTube leaves the milliseconds out. */
function opensAt({ publishAt }: VideoStatus, goLiveAt: number): boolean {
  return publishAt !== undefined && Math.floor(Date.parse(publishAt) / 1000) === Math.floor(goLiveAt / 1000);
}

function goOn({ step }: YoutubeContext, checkpoint: Processing): StepResult {
  const pollAfterSeconds = nextExtra(checkpoint, step.now()) ? 0 : firstPollSeconds;
  return { state: 'processing', checkpoint, remoteId: checkpoint.videoId, pollAfterSeconds };
}
