import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { createMediaRemovals } from '../../shared/adapters/dynamo/media-removals.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { readEnv, readPublishQueues } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { Invocation } from '../../shared/worker/consume-queue.ts';
import { createVideoRepair } from '../../shared/worker/repairs/video.ts';
import { sweep } from '../../shared/worker/sweep.ts';

const env = readEnv('TABLE_NAME', 'VIDEOS_BUCKET');
const table = openTable(env.TABLE_NAME);
const log = new Logger();
const marginMs = 10_000;

const work = createWorkIndex(table);

const deps = {
  work,
  hints: createHintQueue(readPublishQueues()),
  repairVideo: createVideoRepair({
    work,
    videos: createVideoStore(table),
    posts: createPostStore(table),
    settings: createSettingsStore(table),
    removals: createMediaRemovals(table),
    media: createS3MediaStore(env.VIDEOS_BUCKET),
    clock: systemClock,
  }),
  clock: systemClock,
  log,
};

/** Runs every minute and repairs what hints have lost. */
export const handler = middy(async (_event: unknown, invocation: Invocation) => {
  const counts = await sweep(deps, Date.now() + invocation.getRemainingTimeInMillis() - marginMs);
  if (Object.values(counts).some((count) => count > 0)) log.info('swept', { ...counts });
  return counts;
});
