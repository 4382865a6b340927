import * as z from 'zod';
import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';
import { formatInstant } from './instants.ts';
import { listAnswer, readPage } from './list-page.ts';
import { readParts } from './parts.ts';
import type { Playlist } from './playlists.ts';
import { toEtag } from './render-video.ts';
import { readScopes, writeScopes } from './scopes.ts';
import { parseJson } from './video-resource.ts';
import { findChannel, requireChannel, type Youtube } from './youtube.ts';

const parts = ['id', 'snippet', 'contentDetails', 'status', 'player', 'localizations'];
const playlistSchema = z.looseObject({
  snippet: z.looseObject({ title: z.string().min(1).max(150), description: z.string().max(5000).default('') }),
  status: z.looseObject({ privacyStatus: z.enum(['public', 'unlisted', 'private']).default('public') }).optional(),
});

/** `GET /youtube/v3/playlists`. @see https://developers.google.com/youtube/v3/docs/playlists/list */
export function handlePlaylistsList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 1);
  const wanted = readParts(exchange, parts);
  const { query } = exchange;
  const used = ['mine', 'id', 'channelId'].filter((name) => query.has(name));
  if (used.length !== 1) throw parameterError('invalidFilters', 'parameters', 'Exactly one filter is needed.');
  const mine = caller.account.channel?.id;
  const found = query.has('id')
    ? (query.get('id') ?? '').split(',').flatMap((id) => youtube.playlists.find(id) ?? [])
    : youtube.playlists.listByChannel(query.get('channelId') ?? mine ?? '');
  const seen = found.filter((playlist) => playlist.privacy !== 'private' || playlist.channelId === mine);
  const page = readPage(exchange, seen);
  const items = page.entries.map((playlist) => renderPlaylist(youtube, playlist, wanted));
  return listAnswer('youtube#playlistListResponse', items, page, seen.length);
}

/** `POST /youtube/v3/playlists`. @see https://developers.google.com/youtube/v3/docs/playlists/insert */
export async function handlePlaylistsInsert(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const caller = authorizeCaller(youtube.google, exchange, writeScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const channel = requireChannel(caller);
  const wanted = readParts(exchange, parts);
  const parsed = playlistSchema.safeParse(parseJson(await exchange.text()));
  if (!parsed.success) {
    throw new GoogleApiError({
      status: 400,
      reason: 'playlistTitleRequired',
      domain: 'youtube.playlist',
      message: 'The request must specify a playlist title.',
    });
  }
  const { title, description } = parsed.data.snippet;
  const privacy = parsed.data.status?.privacyStatus ?? 'public';
  const wish = { channelId: channel.id, title, description, privacy };
  const playlist = youtube.playlists.create(wish, exchange.nowMs);
  return jsonAnswer(200, renderPlaylist(youtube, playlist, wanted));
}

function renderPlaylist(youtube: Youtube, playlist: Playlist, wanted: readonly string[]) {
  const { id, channelId, title, description, privacy, createdAtMs, items } = playlist;
  const sections: Readonly<Record<string, unknown>> = {
    snippet: {
      publishedAt: formatInstant(createdAtMs),
      channelId,
      title,
      description,
      channelTitle: findChannel(youtube, channelId)?.title,
      localized: { title, description },
    },
    status: { privacyStatus: privacy },
    contentDetails: { itemCount: items.length },
  };
  const chosen = Object.fromEntries(
    wanted.flatMap((part) => (sections[part] === undefined ? [] : [[part, sections[part]]])),
  );
  return { kind: 'youtube#playlist', etag: toEtag({ id, ...chosen }), id, ...chosen };
}
