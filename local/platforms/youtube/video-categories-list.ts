import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';
import { readParts } from './parts.ts';
import { toEtag } from './render-video.ts';
import { readScopes } from './scopes.ts';
import { videoCategories } from './video-categories.ts';
import type { Youtube } from './youtube.ts';

/** `GET /youtube/v3/videoCategories`. @see https://developers.google.com/youtube/v3/docs/videoCategories/list */
export function handleVideoCategoriesList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, readScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 1);
  readParts(exchange, ['id', 'snippet']);
  const ids = exchange.query.get('id')?.split(',');
  if ((ids === undefined) === !exchange.query.has('regionCode')) {
    throw parameterError('missingRequiredParameter', 'parameters', 'Exactly one of id and regionCode is needed.');
  }
  const items = videoCategories
    .filter((category) => ids?.includes(category.id) ?? true)
    .map(({ id, title, assignable }) => ({
      kind: 'youtube#videoCategory',
      etag: toEtag({ id, title }),
      id,
      snippet: { title, assignable, channelId: 'UCBR8-60-B28hp2BmDPdntcQ' },
    }));
  return jsonAnswer(200, { kind: 'youtube#videoCategoryListResponse', etag: toEtag(items), items });
}
