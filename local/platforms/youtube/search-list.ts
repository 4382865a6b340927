import { authorizeCaller } from '../google-api/authorize-caller.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { formatInstant } from './instants.ts';
import { listAnswer, readPage } from './list-page.ts';
import { readParts } from './parts.ts';
import { renderThumbnails, toEtag } from './render-video.ts';
import { readScopes } from './scopes.ts';
import { isVisible } from './video.ts';
import { findChannel, requireChannel, toBaseUrl, type Youtube } from './youtube.ts';

/**
 * `GET /youtube/v3/search`: by words in the title, newest first; `forMine=true` includes one's private videos.
 * It has a small bucket of its own.
 * @see https://developers.google.com/youtube/v3/docs/search/list
 */
export function handleSearchList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeSearch(caller.projectId, exchange.nowMs);
  readParts(exchange, ['id', 'snippet']);
  const mine = exchange.query.get('forMine') === 'true' ? requireChannel(caller).id : undefined;
  const words = (exchange.query.get('q') ?? '').toLowerCase().split(/\s+/);
  const found = youtube.videos
    .listAll()
    .filter((video) =>
      mine === undefined ? video.metadata.privacy === 'public' && isVisible(video) : video.channelId === mine,
    )
    .filter((video) => words.every((word) => video.metadata.title.toLowerCase().includes(word)))
    .reverse();
  const page = readPage(exchange, found);
  const items = page.entries.map((video) => ({
    kind: 'youtube#searchResult',
    etag: toEtag(video.id),
    id: { kind: 'youtube#video', videoId: video.id },
    snippet: {
      publishedAt: formatInstant(video.publishedAtMs),
      channelId: video.channelId,
      title: video.metadata.title,
      description: video.metadata.description.slice(0, 150),
      thumbnails: renderThumbnails(video, toBaseUrl(exchange)),
      channelTitle: findChannel(youtube, video.channelId)?.title,
      liveBroadcastContent: 'none',
    },
  }));
  return listAnswer('youtube#searchListResponse', items, page, found.length);
}
