import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { withDeadline } from '../with-deadline.ts';
import { addToPlaylist } from './add-to-playlist.ts';
import type { Processing } from './checkpoint.ts';
import { isDefinite, noticeOf } from './extra-failure.ts';
import type { Extra } from './extras.ts';
import { insertCaptions } from './insert-captions.ts';
import { firstPollSeconds } from './poll-video.ts';
import { YoutubeRequest } from './request.ts';
import { setThumbnail } from './set-thumbnail.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** Shorter than a turn of the worker: a call that hangs must count as a try. */
const deadlineMs = 90_000;
/** Seconds before the next try, by number of failures; after the last one it is given up. */
const waitSeconds = [10, 60, 300] as const;

/**
 * What belongs to the video and can be given to YouTube now. Playlists are seen by others, so they wait until the video
 * may be seen.
 * @param now epoch ms
 */
export function nextExtra({ todo, goLiveAt }: Processing, now: number): Extra | undefined {
  const isHidden = goLiveAt !== null && goLiveAt > now;
  return todo.find(({ kind }) => kind !== 'playlist' || !isHidden);
}

/**
 * Gives one of the things that belong to a video. Every one is safe to repeat, and whatever becomes of it, the video stays:
 * what does not work is told with the published post.
 * @throws PlatformError only when the connection is gone; the abort reason when the step was cut
 */
export async function giveExtra(context: YoutubeContext, processing: Processing, extra: Extra): Promise<StepResult> {
  const { step } = context;
  try {
    await give({ ...context, send: withDeadline(context.send, deadlineMs) }, processing.videoId, extra);
    return goOn(processing, extra, step.now());
  } catch (error) {
    step.signal.throwIfAborted();
    if (isConnectionGone(error)) throw error;
    const wait = isDefinite(error) ? undefined : waitSeconds[processing.tries];
    if (wait !== undefined) return tryAgain(processing, Math.max(wait, askedWaitOf(error)));
    const notices = [...processing.notices, noticeOf(extra, error)];
    return goOn({ ...processing, notices }, extra, step.now());
  }
}

async function give(context: YoutubeContext, videoId: string, extra: Extra): Promise<void> {
  const { thumbnail, captions } = YoutubeRequest.parse(context.step.request);
  switch (extra.kind) {
    case 'playlist':
      return addToPlaylist(context, videoId, extra.playlistId);
    case 'thumbnail':
      return thumbnail ? setThumbnail(context, videoId, thumbnail) : undefined;
    case 'captions': {
      const track = captions.find(({ language }) => language === extra.language);
      return track ? insertCaptions(context, videoId, track) : undefined;
    }
  }
}

function goOn(processing: Processing, extra: Extra, now: number): StepResult {
  const checkpoint = { ...processing, todo: processing.todo.filter((other) => other !== extra), tries: 0 };
  return proceed(checkpoint, nextExtra(checkpoint, now) ? 0 : firstPollSeconds);
}

function tryAgain(processing: Processing, pollAfterSeconds: number): StepResult {
  return proceed({ ...processing, tries: processing.tries + 1 }, pollAfterSeconds);
}

function proceed(checkpoint: Processing, pollAfterSeconds: number): StepResult {
  return { state: 'processing', checkpoint, remoteId: checkpoint.videoId, pollAfterSeconds };
}

/** A permission that was not given is no reason to disconnect: the video went out without it. */
function isConnectionGone(error: unknown): boolean {
  return (
    error instanceof PlatformError && error.kind === 'reauthorize' && error.causeCode !== 'insufficientPermissions'
  );
}

function askedWaitOf(error: unknown): number {
  return error instanceof PlatformError ? (error.retryAfterSeconds ?? 0) : 0;
}
