import { unusedObjects } from '../../shared/domain/videos/stored-objects.ts';
import type { VideoRecord } from '../../shared/domain/videos/video.ts';
import type { Deps } from './deps.ts';
import { editVideo } from './edit-video.ts';
import { assertStored, getOwnVideo } from './get-own-video.ts';

type AssetChange = Pick<VideoRecord, 'assets' | 'pendingAssets'>;

/**
 * Changes the files beside a video. A file that is replaced or taken away stays in the bucket until the next change, since
 * a post may be sending it; the row names it until it is gone, so that none is ever left behind.
 * @throws HopperError not_found, conflict, media_removed
 */
export async function changeAsset(
  deps: Deps,
  call: { readonly ownerId: string; readonly videoId: string; readonly now: number },
  change: (video: VideoRecord) => AssetChange,
) {
  const [seen, posts] = await Promise.all([
    getOwnVideo(deps, call.ownerId, call.videoId),
    deps.posts.listOfVideo(call.ownerId, call.videoId),
  ]);
  const unused = unusedObjects(seen, posts);
  await Promise.all(unused.map((key) => deps.media.remove(key)));
  return editVideo(deps, {
    ...call,
    decide: (video) => {
      assertStored(video);
      const next = change(video);
      const kept = new Set(keysOf(next));
      const dropped = keysOf(video).filter((key) => !kept.has(key));
      return { ...next, discarded: [...video.discarded.filter((key) => !unused.includes(key)), ...dropped] };
    },
  });
}

function keysOf({ assets, pendingAssets }: AssetChange): string[] {
  return [...Object.values(assets), ...Object.values(pendingAssets)].map(({ objectKey }) => objectKey);
}

/** A record without one of its entries. */
export function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
}
