import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError, videoError } from './content-error.ts';
import { readParts, videoParts } from './parts.ts';
import { renderVideo, toEtag } from './render-video.ts';
import { readScopes } from './scopes.ts';
import { isVisible, type Video } from './video.ts';
import { findChannel, toBaseUrl, type Youtube } from './youtube.ts';

const maxIds = 50;
const ownerParts = ['processingDetails', 'fileDetails', 'suggestions'];

/**
 * `GET /youtube/v3/videos?id=…`: unknown, deleted and hidden videos are simply missing.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/videos/list
 */
export function handleVideosList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 1);
  const parts = readParts(exchange, videoParts);
  const videos = readIds(exchange).flatMap((id) => youtube.videos.find(id) ?? []);
  const owns = (video: Video) => video.channelId === caller.account.channel?.id;
  const seen = videos.filter((video) => owns(video) || isVisible(video));
  if (parts.some((part) => ownerParts.includes(part)) && !seen.every(owns)) throw videoError(403, 'forbidden');
  const items = seen.flatMap((video) => {
    const channel = findChannel(youtube, video.channelId);
    if (!channel) return [];
    const isCaptioned = youtube.captions.listByOwner(video.id).length > 0;
    const { nowMs } = exchange;
    return [renderVideo(video, parts, { channel, baseUrl: toBaseUrl(exchange), nowMs, isCaptioned })];
  });
  if (parts.includes('status') || parts.includes('processingDetails')) {
    for (const video of seen.filter(owns)) countPoll(youtube, video);
  }
  return jsonAnswer(200, {
    kind: 'youtube#videoListResponse',
    etag: toEtag(items),
    items,
    pageInfo: { totalResults: items.length, resultsPerPage: items.length },
  });
}

function readIds(exchange: Exchange): string[] {
  const { query } = exchange;
  const filters = ['id', 'chart', 'myRating'].filter((name) => query.has(name));
  if (filters.length !== 1) throw parameterError('missingRequiredParameter', 'parameters', 'No filter selected.');
  if (filters[0] !== 'id') return [];
  if (query.has('maxResults')) {
    throw parameterError('incompatibleParameters', 'maxResults', 'id and maxResults do not go together.');
  }
  const ids = query
    .getAll('id')
    .flatMap((value) => value.split(','))
    .filter((id) => id !== '');
  if (ids.length > maxIds) throw parameterError('invalidFilters', 'id', `At most ${maxIds} ids.`);
  return [...new Set(ids)];
}

/** A video whose processing hangs goes on after its owner has looked often enough. */
function countPoll(youtube: Youtube, video: Video): void {
  const { fate } = video;
  if (fate?.outcome !== 'stuck' || fate.polls === 0 || video.processedAtMs > youtube.context.clock.nowMs()) return;
  youtube.videos.save({ ...video, fate: { ...fate, polls: fate.polls - 1 } });
}
