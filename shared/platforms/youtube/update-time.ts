import { PlatformError } from '../../domain/posts/publisher.ts';
import { deletedThere } from './assert-accepted.ts';
import { toPlatformError } from './platform-error.ts';
import type { VideoStatus } from './read-video.ts';
import { sendAuthorized } from './send-authorized.ts';
import type { YoutubeContext } from './youtube-context.ts';

/**
 * Gives a private video another time, or opens it.
 * @param status as read from YouTube just before
 * @param goLiveAt epoch ms; null = public at once
 * @throws PlatformError
 * @see https://developers.google.com/youtube/v3/docs/videos/update
 */
export async function updateTime(
  context: YoutubeContext,
  videoId: string,
  status: VideoStatus,
  goLiveAt: number | null,
): Promise<void> {
  const { step, addresses } = context;
  const url = new URL(addresses.videos);
  url.searchParams.set('part', 'status');
  const answer = await sendAuthorized(context, {
    method: 'PUT',
    url,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ id: videoId, status: buildStatus(status, goLiveAt) }),
  });
  if (answer.status !== 200) throw meaningOf(toPlatformError(answer, step.now()));
}

/**
 * The whole `status`: what an update leaves out is cleared. What its owner changed at YouTube stays as it is.
 * @see https://developers.google.com/youtube/v3/docs/videos#status
 */
function buildStatus(status: VideoStatus, goLiveAt: number | null) {
  const { license, embeddable, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia } = status;
  const privacy =
    goLiveAt === null
      ? { privacyStatus: 'public' }
      : { privacyStatus: 'private', publishAt: new Date(goLiveAt).toISOString() };
  return { ...privacy, license, embeddable, publicStatsViewable, selfDeclaredMadeForKids, containsSyntheticMedia };
}

/** A time is refused for a video that YouTube opened a moment ago, or by a clock that is ahead of ours: the next look tells. */
function meaningOf(error: PlatformError): PlatformError {
  if (error.causeCode === 'videoNotFound') return deletedThere();
  if (error.causeCode !== 'invalidPublishAt') return error;
  const message = 'YouTube did not take the new time. Hopper looks at the video again.';
  return new PlatformError('transient', error.causeCode, message, { cause: error });
}
