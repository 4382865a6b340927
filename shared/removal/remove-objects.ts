import { buildObjectKey } from '../domain/videos/object-key.ts';
import { add, type Phase } from './phase.ts';
import { workThrough } from './work-through.ts';

/** Ends unfinished uploads and removes every object under the owner's name, whether a row names it or not. */
export const removeObjects: Phase = async ({ videos, media, listing, clock }, { userId }, { counts }, endsAt) => {
  const isLate = () => clock.now() > endsAt;
  const receiving = (await videos.list(userId)).filter(({ state }) => state === 'receiving');
  if (!(await workThrough(receiving, isLate, (video) => media.abort(video)))) return { lookAt: clock.now() };
  const prefix = buildObjectKey({ ownerId: userId, videoId: '' }, '').replace(/\/+$/, '/');
  for (;;) {
    const { objects } = await listing.listPage(prefix);
    const own = objects.map(({ objectKey }) => objectKey).filter((key) => key.startsWith(prefix));
    if (own.length === 0) return 'done';
    await workThrough(
      own,
      () => false,
      (key) => media.remove(key),
    );
    add(counts, 'objects', own.length);
    if (isLate()) return { lookAt: clock.now() };
  }
};
