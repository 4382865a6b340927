import { PlatformError } from '../../domain/posts/publisher.ts';

/** The bucket gives up what is unfinished for too long; that happens again and again to what is far too slow. */
export function uploadLost(cause: unknown): PlatformError {
  const message = 'What had arrived was given up several times before the rest came. Try again with more bandwidth.';
  return new PlatformError('rejected', 'upload_lost', message, { cause });
}

/** No answer of the bucket, or none that helps: the part is sent again. */
export function storageTrouble(cause: unknown): PlatformError {
  const message = 'The storage of the videos did not take the bytes. Hopper goes on by itself.';
  return new PlatformError('transient', 'storage_trouble', message, { cause });
}
