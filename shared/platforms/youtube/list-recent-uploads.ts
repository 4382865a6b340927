import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { readResource } from './read-resource.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** Our clock and YouTube's may differ by this much. */
const clockSkewMs = 60_000;
const pageItems = 50;
/** A channel cannot upload this many videos in the time a session lives. */
const maxPages = 10;

const Channels = z.object({
  items: z
    .array(z.object({ contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }) }))
    .default([]),
});

const PlaylistItems = z.object({
  items: z
    .array(
      z.object({
        snippet: z.object({ publishedAt: z.iso.datetime({ offset: true }) }),
        contentDetails: z.object({ videoId: z.string() }),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

/**
 * Ids of the channel's uploads since an instant, private ones included.
 * @param since epoch milliseconds
 * @throws PlatformError `unknown` when the list cannot be seen to its end
 * @see https://developers.google.com/youtube/v3/guides/implementation/videos#videos-retrieve-uploads
 */
export async function listRecentUploads(context: YoutubeContext, since: number): Promise<string[]> {
  const playlistId = await findUploadsPlaylist(context);
  const ids: string[] = [];
  let pageToken: string | undefined;
  for (let page = 1; page <= maxPages; page += 1) {
    const parameters = { part: 'snippet,contentDetails', playlistId, maxResults: String(pageItems) };
    const list = await readPage(context, pageToken === undefined ? parameters : { ...parameters, pageToken });
    const recent = list.items.filter(({ snippet }) => Date.parse(snippet.publishedAt) >= since - clockSkewMs);
    ids.push(...recent.map(({ contentDetails }) => contentDetails.videoId));
    // Newest first: a page without a recent video ends the search.
    if (list.nextPageToken === undefined || recent.length === 0) return ids;
    pageToken = list.nextPageToken;
  }
  throw cannotSearch();
}

async function findUploadsPlaylist(context: YoutubeContext): Promise<string> {
  const parameters = { part: 'contentDetails', mine: 'true' };
  const { items } = await readResource(context, context.addresses.channels, parameters, Channels);
  const [channel] = items;
  if (!channel) throw cannotSearch();
  return channel.contentDetails.relatedPlaylists.uploads;
}

/** A channel that never had a video has no such playlist. */
async function readPage(context: YoutubeContext, parameters: Record<string, string>) {
  try {
    return await readResource(context, context.addresses.playlistItems, parameters, PlaylistItems);
  } catch (error) {
    if (error instanceof PlatformError && error.causeCode === 'playlistNotFound') return { items: [] };
    throw error;
  }
}

function cannotSearch(): PlatformError {
  return new PlatformError(
    'unknown',
    'cannot_search_channel',
    'The upload broke off and Hopper cannot see whether the video is on the channel. Look at the channel.',
  );
}
