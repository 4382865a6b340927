import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import { takeEvent } from '../../shared/worker/take-event.ts';
import { Arrival, createProbe } from './probe.ts';

const env = readEnv('TABLE_NAME', 'VIDEOS_BUCKET');

/** Looks into every video that arrives in the bucket. */
export const handler = takeEvent(
  Arrival,
  createProbe({ videos: createVideoStore(openTable(env.TABLE_NAME)), media: createS3MediaStore(env.VIDEOS_BUCKET) }),
);
