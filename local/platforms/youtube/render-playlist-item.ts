import { formatInstant } from './instants.ts';
import { renderThumbnails, toEtag } from './render-video.ts';
import { findChannel, type Youtube } from './youtube.ts';

export const playlistItemParts = ['id', 'snippet', 'contentDetails', 'status'];

export interface PlaylistEntry {
  readonly id: string;
  readonly playlistId: string;
  readonly channelId: string;
  readonly videoId: string;
  readonly addedAtMs: number;
  readonly position: number;
}

/** A `playlistItem` resource. @see https://developers.google.com/youtube/v3/docs/playlistItems#resource */
export function renderPlaylistItem(youtube: Youtube, entry: PlaylistEntry, wanted: readonly string[], baseUrl: string) {
  const { id, playlistId, channelId, videoId, addedAtMs, position } = entry;
  const video = youtube.videos.find(videoId);
  const sections: Readonly<Record<string, unknown>> = {
    snippet: {
      publishedAt: formatInstant(addedAtMs),
      channelId,
      title: video?.metadata.title ?? 'Deleted video',
      description: video?.metadata.description ?? 'This video is unavailable.',
      thumbnails: video ? renderThumbnails(video, baseUrl) : {},
      channelTitle: findChannel(youtube, channelId)?.title,
      playlistId,
      position,
      resourceId: { kind: 'youtube#video', videoId },
      ...(video && {
        videoOwnerChannelId: video.channelId,
        videoOwnerChannelTitle: findChannel(youtube, video.channelId)?.title,
      }),
    },
    contentDetails: { videoId, ...(video && { videoPublishedAt: formatInstant(video.publishedAtMs) }) },
    status: { privacyStatus: video?.metadata.privacy ?? 'privacyStatusUnspecified' },
  };
  const chosen = Object.fromEntries(
    wanted.flatMap((part) => (sections[part] === undefined ? [] : [[part, sections[part]]])),
  );
  return { kind: 'youtube#playlistItem', etag: toEtag({ id, ...chosen }), id, ...chosen };
}
