import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3PartSink } from '../../shared/adapters/s3/s3-part-sink.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { MediaStore } from '../../shared/domain/videos/media-store.ts';
import type { PartSink } from '../../shared/domain/videos/part-sink.ts';

/** In a file of its own, which is loaded with the first import: a transfer between Drives does not wait for S3's client. */
export function openMedia(): MediaStore {
  return createS3MediaStore(readEnv('VIDEOS_BUCKET').VIDEOS_BUCKET);
}

/** The same bucket, for parts that the worker itself carries. */
export function openParts(): PartSink {
  return createS3PartSink(readEnv('VIDEOS_BUCKET').VIDEOS_BUCKET);
}
