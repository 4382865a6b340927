import * as z from 'zod';
import { toPlatformError } from './platform-error.ts';
import { readResource } from './read-resource.ts';
import { sendAuthorized } from './send-authorized.ts';
import type { YoutubeContext } from './youtube-context.ts';

const Items = z.object({ items: z.array(z.object({ id: z.string() })).default([]) });

/**
 * Puts a video at the end of a playlist, unless it is there: the insert itself would add it a second time.
 * @throws PlatformError
 * @see https://developers.google.com/youtube/v3/docs/playlistItems/insert
 */
export async function addToPlaylist(context: YoutubeContext, videoId: string, playlistId: string): Promise<void> {
  const { step, addresses } = context;
  const parameters = { part: 'id', playlistId, videoId, maxResults: '1' };
  const { items } = await readResource(context, addresses.playlistItems, parameters, Items);
  if (items.length > 0) return;
  const url = new URL(addresses.playlistItems);
  url.searchParams.set('part', 'snippet');
  const answer = await sendAuthorized(context, {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } }),
  });
  if (answer.status !== 200) throw toPlatformError(answer, step.now());
}
