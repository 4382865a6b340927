import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';

/** In a file of its own, which is loaded with the first export: S3's client is larger than all the rest. */
export function openMedia(): MediaStore {
  return createS3MediaStore(readEnv('VIDEOS_BUCKET').VIDEOS_BUCKET);
}
