import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { toUploadsPlaylistId } from './channels-list.ts';
import { parameterError } from './content-error.ts';
import { listAnswer, readPage } from './list-page.ts';
import { readParts } from './parts.ts';
import { type PlaylistEntry, playlistItemParts, renderPlaylistItem } from './render-playlist-item.ts';
import { readScopes } from './scopes.ts';
import { isVisible } from './video.ts';
import { toBaseUrl, type Youtube } from './youtube.ts';

/**
 * `GET /youtube/v3/playlistItems?playlistId=…`: also how a client looks for uploads it may have made before a crash.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/playlistItems/list
 */
export function handlePlaylistItemsList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 1);
  const wanted = readParts(exchange, playlistItemParts);
  const playlistId = exchange.query.get('playlistId');
  if (!playlistId) throw parameterError('missingRequiredParameter', 'parameters', 'No filter selected.');
  const mine = caller.account.channel?.id;
  const entries = listUploads(youtube, playlistId, mine, exchange.nowMs) ?? listPlaylist(youtube, playlistId, mine);
  if (!entries) throw playlistNotFound();
  const videoId = exchange.query.get('videoId');
  const matching = videoId === null ? entries : entries.filter((entry) => entry.videoId === videoId);
  const page = readPage(exchange, matching);
  const items = page.entries.map((entry) => renderPlaylistItem(youtube, entry, wanted, toBaseUrl(exchange)));
  return listAnswer('youtube#playlistItemListResponse', items, page, matching.length);
}

export function playlistNotFound(): GoogleApiError {
  return new GoogleApiError({
    status: 404,
    reason: 'playlistNotFound',
    domain: 'youtube.playlistItem',
    message: "The playlist identified with the request's playlistId parameter cannot be found.",
    location: 'playlistId',
    locationType: 'parameter',
  });
}

/** Newest first; private uploads only for the owner, and new ones perhaps only after a while. */
function listUploads(
  youtube: Youtube,
  playlistId: string,
  mine: string | undefined,
  nowMs: number,
): PlaylistEntry[] | undefined {
  const channels = youtube.google.accounts.flatMap((account) => account.channel ?? []);
  const channel = channels.find((candidate) => toUploadsPlaylistId(candidate.id) === playlistId);
  if (!channel) return undefined;
  const indexedBefore = nowMs - youtube.options.playlistDelaySeconds * 1000;
  return youtube.videos
    .listByChannel(channel.id)
    .filter((video) => channel.id === mine || isVisible(video))
    .filter((video) => video.uploadedAtMs <= indexedBefore)
    .reverse()
    .map((video, position) => ({
      id: Buffer.from(`${playlistId}.${video.id}`).toString('base64url'),
      playlistId,
      channelId: channel.id,
      videoId: video.id,
      addedAtMs: video.publishedAtMs,
      position,
    }));
}

function listPlaylist(youtube: Youtube, playlistId: string, mine: string | undefined): PlaylistEntry[] | undefined {
  const playlist = youtube.playlists.find(playlistId);
  if (!playlist || (playlist.privacy === 'private' && playlist.channelId !== mine)) return undefined;
  const { channelId } = playlist;
  return playlist.items.map((item, position) => ({ ...item, playlistId, channelId, position }));
}
