import middy from '@middy/core';
import { createMediaRemovals } from '../../shared/adapters/dynamo/media-removals.ts';
import { createOrphanRounds } from '../../shared/adapters/dynamo/orphan-rounds.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import { createSweeperRuns } from '../../shared/adapters/dynamo/sweeper-runs.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { createMailHints } from '../../shared/adapters/lambda/mail-hints.ts';
import { createRemovalHints } from '../../shared/adapters/lambda/removal-hints.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3ObjectListing } from '../../shared/adapters/s3/s3-object-listing.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { createIdleAccountQueue } from '../../shared/adapters/sqs/idle-account-queue.ts';
import { createRenewalQueue } from '../../shared/adapters/sqs/renewal-queue.ts';
import { createTransferHints } from '../../shared/adapters/sqs/transfer-hints.ts';
import { readEnv, readPublishQueues } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { openLog } from '../../shared/log/open-log.ts';
import type { Invocation } from '../../shared/worker/consume-queue.ts';
import { createVideoRepair } from '../../shared/worker/repairs/video.ts';
import { runSweeper } from '../../shared/worker/run-sweeper.ts';

const env = readEnv('TABLE_NAME', 'VIDEOS_BUCKET', 'TRANSFER_QUEUE_URL', 'ACCOUNT_WORKER_FUNCTION', 'MAILER_FUNCTION');
const queues = readPublishQueues();
const table = openTable(env.TABLE_NAME);
const log = openLog('hopper-sweeper');
const marginMs = 10_000;
/** Per run: 360,000 objects a day. */
const listedObjects = 250;

const bucket = env.VIDEOS_BUCKET;
const stores = {
  work: createWorkIndex(table),
  videos: createVideoStore(table),
  posts: createPostStore(table),
  settings: createSettingsStore(table),
  removals: createMediaRemovals(table),
  media: createS3MediaStore(bucket),
  clock: systemClock,
  log,
};

const deps = {
  ...stores,
  hints: createHintQueue(queues),
  renewals: createRenewalQueue(queues),
  transferHints: createTransferHints(env.TRANSFER_QUEUE_URL),
  idleAccounts: createIdleAccountQueue(env.TRANSFER_QUEUE_URL),
  removalHints: createRemovalHints(env.ACCOUNT_WORKER_FUNCTION),
  mailHints: createMailHints(env.MAILER_FUNCTION),
  repairVideo: createVideoRepair(stores),
  orphans: { ...stores, listing: createS3ObjectListing(bucket, listedObjects), rounds: createOrphanRounds(table) },
  runs: createSweeperRuns(table),
  tell: createTellMetric(),
};

/** Runs every minute and repairs what hints have lost. */
export const handler = middy(async (_event: unknown, invocation: Invocation) => {
  const counts = await runSweeper(deps, Date.now() + invocation.getRemainingTimeInMillis() - marginMs);
  if (Object.values(counts).some((count) => count > 0)) log.info('swept', { ...counts });
  return counts;
});
