import { type AssetSource, PlatformError } from '../domain/posts/publisher.ts';
import type { MediaStore } from '../domain/videos/media-store.ts';

/** The files beside a video. One that is gone is a definite end: the user gives another one. */
export function createAssetSource(media: Pick<MediaStore, 'open' | 'size' | 'share'>): AssetSource {
  return {
    share: (objectKey, validSeconds) => media.share(objectKey, validSeconds),
    async open(objectKey, signal) {
      const bytes = await media.size(objectKey);
      if (bytes === undefined) {
        throw new PlatformError(
          'rejected',
          'asset_missing',
          'A file that belongs to this video is gone. Add it again.',
        );
      }
      return media.open(objectKey, 0, bytes - 1, signal);
    },
  };
}
