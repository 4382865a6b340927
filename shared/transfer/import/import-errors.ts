import { PlatformError, type PlatformErrorKind } from '../../domain/posts/publisher.ts';

/** What can go wrong on Hopper's side of an import, in words for its user. */
export const importFailureTexts = {
  storage_trouble: 'The storage of the videos did not take the bytes. Hopper goes on by itself.',
  upload_lost: 'What had arrived was given up several times before the rest came. Try again with more bandwidth.',
} as const;

const failed = (kind: PlatformErrorKind, code: keyof typeof importFailureTexts, cause: unknown) =>
  new PlatformError(kind, code, importFailureTexts[code], { cause });

/** The bucket gives up what is unfinished for too long; that happens again and again to what is far too slow. */
export function uploadLost(cause: unknown): PlatformError {
  return failed('rejected', 'upload_lost', cause);
}

/** No answer of the bucket, or none that helps: the part is sent again. */
export function storageTrouble(cause: unknown): PlatformError {
  return failed('transient', 'storage_trouble', cause);
}
