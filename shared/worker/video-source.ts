import type { Post } from '../domain/posts/post.ts';
import { PlatformError, type VideoSource } from '../domain/posts/publisher.ts';
import type { MediaStore } from '../domain/videos/media-store.ts';

/** The bytes of a post's video. A file that is gone is a definite end; a store that does not answer is not. */
export function createVideoSource(media: Pick<MediaStore, 'open' | 'size' | 'share'>, post: Post): VideoSource {
  const { filename, contentType, sizeBytes, objectKey } = post;
  return {
    filename,
    contentType,
    sizeBytes,
    share: (validSeconds) => media.share(objectKey, validSeconds),
    async open(start, end, signal) {
      try {
        return await media.open(objectKey, start, end, signal);
      } catch (cause) {
        signal.throwIfAborted();
        const stored = await media.size(objectKey).catch(() => sizeBytes);
        if (stored === sizeBytes) throw unreadable(cause);
        throw new PlatformError(
          'rejected',
          'file_missing',
          'The file of this video is not there any more. Add it again.',
          {
            cause,
          },
        );
      }
    },
  };
}

function unreadable(cause: unknown): PlatformError {
  return new PlatformError('transient', 'file_unreadable', 'The file of this video cannot be read just now.', {
    cause,
  });
}
