import * as z from 'zod';
import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { videoError } from './content-error.ts';
import { readParts } from './parts.ts';
import { playlistNotFound } from './playlist-items-list.ts';
import { playlistItemParts, renderPlaylistItem } from './render-playlist-item.ts';
import { writeScopes } from './scopes.ts';
import { isVisible } from './video.ts';
import { parseJson } from './video-resource.ts';
import { requireChannel, toBaseUrl, type Youtube } from './youtube.ts';

const maxItems = 5000;
const bodySchema = z.looseObject({
  snippet: z
    .looseObject({
      playlistId: z.string().optional(),
      position: z.number().optional(),
      resourceId: z.looseObject({ kind: z.string().optional(), videoId: z.string().optional() }).optional(),
    })
    .optional(),
});

/**
 * `POST /youtube/v3/playlistItems`. Not idempotent: repeating it adds the video again.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/playlistItems/insert
 */
export async function handlePlaylistItemsInsert(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const caller = authorizeCaller(youtube.google, exchange, writeScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const channel = requireChannel(caller);
  const wanted = readParts(exchange, playlistItemParts);
  const { playlistId, position, videoId } = parseBody(await exchange.text());
  const playlist = youtube.playlists.find(playlistId);
  if (!playlist || (playlist.privacy === 'private' && playlist.channelId !== channel.id)) throw playlistNotFound();
  if (playlist.channelId !== channel.id) throw itemError(403, 'playlistItemsNotAccessible');
  const video = youtube.videos.find(videoId);
  if (!video || (video.channelId !== channel.id && !isVisible(video))) throw videoError(404, 'videoNotFound');
  if (playlist.items.length >= maxItems) throw itemError(403, 'playlistContainsMaximumNumberOfVideos');
  const at = position ?? playlist.items.length;
  if (!Number.isInteger(at) || at < 0 || at > playlist.items.length) {
    throw itemError(400, 'invalidPlaylistItemPosition');
  }
  const item = youtube.playlists.addItem(playlist, videoId, at, exchange.nowMs);
  const entry = { ...item, playlistId, channelId: channel.id, position: at };
  return jsonAnswer(200, renderPlaylistItem(youtube, entry, wanted, toBaseUrl(exchange)));
}

function parseBody(text: string) {
  const parsed = bodySchema.safeParse(parseJson(text));
  if (!parsed.success) throw itemError(400, 'invalidContentDetails');
  const { playlistId, position, resourceId } = parsed.data.snippet ?? {};
  if (!playlistId) throw itemError(400, 'playlistIdRequired');
  if (!resourceId?.videoId) throw itemError(400, 'resourceIdRequired');
  if (resourceId.kind !== undefined && resourceId.kind !== 'youtube#video') throw itemError(400, 'invalidResourceType');
  return { playlistId, position, videoId: resourceId.videoId };
}

function itemError(status: number, reason: string): GoogleApiError {
  return new GoogleApiError({ status, reason, domain: 'youtube.playlistItem' });
}
