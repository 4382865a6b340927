import type { Clock } from '../../domain/clock.ts';
import type { PostStore } from '../../domain/posts/post-store.ts';
import type { MediaStore } from '../../domain/videos/media-store.ts';
import { parseAnyObjectKey } from '../../domain/videos/object-key.ts';
import type { ObjectListing } from '../../domain/videos/object-listing.ts';
import type { OrphanRounds } from '../../domain/videos/orphan-rounds.ts';
import { isNamed } from '../../domain/videos/stored-objects.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';
import type { WorkerLog } from '../worker-log.ts';

export interface OrphanDeps {
  readonly listing: ObjectListing;
  readonly rounds: OrphanRounds;
  readonly videos: Pick<VideoStore, 'find'>;
  readonly posts: Pick<PostStore, 'listOfVideo'>;
  readonly media: Pick<MediaStore, 'remove'>;
  readonly clock: Clock;
  readonly log: WorkerLog;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Twice as long as an upload may take. A row names its objects before they can exist, so what is older and has no row now
 * never gets one.
 */
const youngMs = 2 * dayMs;

/**
 * Removes objects that no row names: what arrived after its video was deleted, and what a process that died left behind.
 * One page of the bucket's listing with each call, one round a day. A page that is cut short is looked at again.
 * @returns how many objects were removed
 */
export async function removeOrphans(deps: OrphanDeps): Promise<number> {
  const now = deps.clock.now();
  const last = await deps.rounds.find();
  const isOver = !last || last.after === null;
  if (last && isOver && now - last.startedAt < dayMs) return 0;
  const round = last && !isOver ? last : { startedAt: now, after: null, looked: 0, removed: 0 };
  const { objects, next } = await deps.listing.listPage(round.after);
  const old = objects.filter(({ storedAt }) => storedAt <= now - youngMs).map(({ objectKey }) => objectKey);
  const perVideo = Map.groupBy(old, (key) => JSON.stringify(parseAnyObjectKey(key)));
  const counts = await Promise.all([...perVideo.values()].map((keys) => removeUnnamed(deps, keys)));
  const removed = counts.reduce((sum, count) => sum + count, 0);
  await deps.rounds.keep({
    ...round,
    after: next,
    looked: round.looked + objects.length,
    removed: round.removed + removed,
  });
  return removed;
}

/** @param keys of one video; those that Hopper has not made are left alone */
async function removeUnnamed(deps: OrphanDeps, keys: readonly string[]): Promise<number> {
  const owner = parseAnyObjectKey(keys[0] ?? '');
  if (!owner) return 0;
  try {
    // The row before the posts: an object that moves from the one to the others is seen in both.
    const video = await deps.videos.find(owner.ownerId, owner.videoId);
    const posts = video ? await deps.posts.listOfVideo(owner.ownerId, owner.videoId) : [];
    const unnamed = keys.filter((key) => !video || !isNamed(key, video, posts));
    await Promise.all(unnamed.map((key) => deps.media.remove(key)));
    return unnamed.length;
  } catch (error) {
    // Not thrown: the rest of the bucket must not wait for one video. The next round comes here again.
    deps.log.error('could not look for orphans', { ...owner, error });
    return 0;
  }
}
