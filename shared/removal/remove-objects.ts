import { buildObjectKey } from '../domain/videos/object-key.ts';
import { add, type Phase } from './phase.ts';

/** Half as many as the SDK has connections. */
const atOnce = 25;

/** Ends unfinished uploads and removes every object under the owner's name, whether a row names it or not. */
export const removeObjects: Phase = async ({ videos, media, listing, clock }, { userId }, { counts }, endsAt) => {
  for (const video of await videos.list(userId)) await media.abort(video);
  const prefix = buildObjectKey({ ownerId: userId, videoId: '' }, '').replace(/\/+$/, '/');
  for (;;) {
    const { objects } = await listing.listPage(prefix);
    const own = objects.map(({ objectKey }) => objectKey).filter((key) => key.startsWith(prefix));
    if (own.length === 0) return 'done';
    for (let start = 0; start < own.length; start += atOnce) {
      await Promise.all(own.slice(start, start + atOnce).map((key) => media.remove(key)));
    }
    add(counts, 'objects', own.length);
    if (clock.now() > endsAt) return { lookAt: clock.now() };
  }
};
