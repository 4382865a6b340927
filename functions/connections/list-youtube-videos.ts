import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { callPlatform } from './call-platform.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { getAccountOf } from './find-default.ts';

/** A page of what is on the channel, whether Hopper put it there or not. */
export const listYoutubeVideos: ConnectionsEndpoint<'listYoutubeVideos'> = async ({ query }, { caller }, deps) => {
  const account = await getAccountOf(deps, caller.userId, 'youtube', query.connection_id);
  const page = { pageSize: query.page_size, pageToken: query.page_token, hideShorts: query.hide_shorts };
  const { videos, nextPageToken } = await callPlatform(deps, account, (accessToken) =>
    deps.listChannelVideos(accessToken, page).catch(refusePageToken),
  );
  return {
    videos: videos.map((video) => ({
      id: video.id,
      title: video.title,
      description: video.description,
      url: `https://www.youtube.com/watch?v=${video.id}`,
      thumbnail_url: video.thumbnailUrl,
      published_at: video.publishedAt,
      duration_seconds: video.durationSeconds,
      visibility: video.visibility,
      is_short: video.isShort,
    })),
    next_page_token: nextPageToken,
  };
};

function refusePageToken(error: unknown): never {
  if (!(error instanceof PlatformError) || error.causeCode !== 'invalidPageToken') throw error;
  const details = [{ path: 'page_token', message: 'Not a page of this list.' }];
  throw new HopperError('invalid_input', undefined, { details, cause: error });
}
