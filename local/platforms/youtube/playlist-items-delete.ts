import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { type Answer, emptyAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';
import { writeScopes } from './scopes.ts';
import { requireChannel, type Youtube } from './youtube.ts';

/**
 * `DELETE /youtube/v3/playlistItems?id=…` (50 units).
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/playlistItems/delete
 */
export function handlePlaylistItemsDelete(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, writeScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const channel = requireChannel(caller);
  const itemId = exchange.query.get('id');
  if (!itemId) throw parameterError('missingRequiredParameter', 'id', 'Required parameter: id');
  // An id does not say whose it is: what others have is as unknown as what nobody has.
  const playlist = youtube.playlists
    .listByChannel(channel.id)
    .find(({ items }) => items.some(({ id }) => id === itemId));
  if (!playlist) {
    throw new GoogleApiError({ status: 404, reason: 'playlistItemNotFound', domain: 'youtube.playlistItem' });
  }
  youtube.playlists.removeItem(playlist, itemId, exchange.nowMs);
  return emptyAnswer(204);
}
