import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';

/** In a file of its own, which is loaded with the first upload: looking at the queue does not wait for S3's client. */
export function openMedia(): MediaStore {
  return createS3MediaStore(readEnv('VIDEOS_BUCKET').VIDEOS_BUCKET);
}
