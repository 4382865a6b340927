import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import { parseJson } from '../google/google-error.ts';
import type { Send } from '../send.ts';
import { ShownAddress } from '../shown-address.ts';
import { withParameters } from '../with-parameters.ts';
import type { YoutubeAddresses } from './addresses.ts';
import { isShort, Picture } from './is-short.ts';
import { toPlatformError, toTransportError } from './platform-error.ts';

const Channels = z.object({
  items: z
    .array(z.object({ contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }) }))
    .default([]),
});
const PlaylistItems = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })).default([]),
  nextPageToken: z.string().optional(),
});
const Video = z.object({
  id: z.string(),
  snippet: z.object({
    title: z.string(),
    description: z.string().default(''),
    publishedAt: z.iso.datetime({ offset: true }),
    thumbnails: z.record(z.string(), z.object({ url: ShownAddress })).default({}),
  }),
  status: z.object({ privacyStatus: z.string(), uploadStatus: z.string().default('processed') }),
  contentDetails: z.object({ duration: z.string() }),
  fileDetails: z
    .object({
      videoStreams: z.array(Picture).default([]),
    })
    .optional(),
});
const Videos = z.object({ items: z.array(Video).default([]) });

/** One of the channel's own videos, whoever uploaded it there. */
export interface ChannelVideo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly thumbnailUrl: string | null;
  readonly publishedAt: string;
  /** Null until YouTube has processed it. */
  readonly durationSeconds: number | null;
  readonly visibility: string;
  readonly isShort: boolean;
}

export interface ChannelPage {
  /** 1 to 50; Shorts that are left out make the page shorter. */
  readonly pageSize: number;
  readonly pageToken?: string | undefined;
  readonly hideShorts: boolean;
}

/**
 * A page of the channel's uploads, private ones too, the newest first. Three calls of one quota unit each.
 * @throws PlatformError; `invalidPageToken` when the token is none of this list
 * @see https://developers.google.com/youtube/v3/guides/implementation/videos#videos-retrieve-uploads
 */
export async function listChannelVideos(
  send: Send,
  addresses: YoutubeAddresses,
  accessToken: string,
  { pageSize, pageToken, hideShorts }: ChannelPage,
): Promise<{ readonly videos: ChannelVideo[]; readonly nextPageToken: string | null }> {
  const get = <Schema extends z.ZodType>(resource: URL, parameters: Record<string, string>, schema: Schema) =>
    getResource(send, resource, accessToken, parameters, schema);

  const channels = await get(addresses.channels, { part: 'contentDetails', mine: 'true' }, Channels);
  const playlistId = channels.items[0]?.contentDetails.relatedPlaylists.uploads;
  if (playlistId === undefined) return { videos: [], nextPageToken: null };
  const parameters = { part: 'contentDetails', playlistId, maxResults: String(pageSize) };
  const page = await get(
    addresses.playlistItems,
    pageToken === undefined ? parameters : { ...parameters, pageToken },
    PlaylistItems,
  ).catch(emptyWithoutPlaylist);
  const ids = page.items.map(({ contentDetails }) => contentDetails.videoId);
  if (ids.length === 0) return { videos: [], nextPageToken: page.nextPageToken ?? null };
  const part = 'snippet,status,contentDetails,fileDetails';
  const { items } = await get(addresses.videos, { part, id: ids.join(',') }, Videos);
  // In the order of the playlist, whatever order they are answered in; what was deleted meanwhile is missing.
  const known = new Map(items.map((item) => [item.id, toChannelVideo(item)]));
  const videos = ids.map((id) => known.get(id)).filter((video) => video !== undefined);
  return {
    videos: hideShorts ? videos.filter(({ isShort }) => !isShort) : videos,
    nextPageToken: page.nextPageToken ?? null,
  };
}

async function getResource<Schema extends z.ZodType>(
  send: Send,
  resource: URL,
  accessToken: string,
  parameters: Readonly<Record<string, string>>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const url = withParameters(resource, parameters);
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const answer = await send({ method: 'GET', url, headers }).catch((error: unknown) => {
    throw toTransportError(error);
  });
  if (answer.status !== 200) throw toPlatformError(answer, Date.now());
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw new PlatformError('transient', 'unexpected_answer', 'YouTube gave an answer that Hopper does not understand.', {
    cause: parsed.error,
  });
}

/** A channel that never had a video has no such playlist. */
function emptyWithoutPlaylist(error: unknown): z.infer<typeof PlaylistItems> {
  if (error instanceof PlatformError && error.causeCode === 'playlistNotFound') return { items: [] };
  throw error;
}

function toChannelVideo({ id, snippet, status, contentDetails, fileDetails }: z.infer<typeof Video>): ChannelVideo {
  const durationSeconds = status.uploadStatus === 'uploaded' ? null : parseDuration(contentDetails.duration);
  const { title, description, publishedAt, thumbnails } = snippet;
  return {
    id,
    title,
    description,
    publishedAt,
    thumbnailUrl: (thumbnails.medium ?? thumbnails.default)?.url ?? null,
    durationSeconds,
    visibility: status.privacyStatus,
    isShort: isShort(durationSeconds, fileDetails?.videoStreams[0], publishedAt),
  };
}

/** Seconds of an ISO 8601 duration such as `PT1H2M3S` or `P1DT2S`; null when it is none. */
function parseDuration(text: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
