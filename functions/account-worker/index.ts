import * as z from 'zod';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createOwnerRows } from '../../shared/adapters/dynamo/owner-rows.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createRemovalStore } from '../../shared/adapters/dynamo/removal-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3ObjectListing } from '../../shared/adapters/s3/s3-object-listing.ts';
import { createScheduleRemoval } from '../../shared/adapters/scheduler/schedule-removal.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { readEnv, readPublishQueues } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { logCalls } from '../../shared/log/log-calls.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { createDriveOAuth } from '../../shared/platforms/google/drive-oauth.ts';
import { openOAuthProvider } from '../../shared/platforms/oauth-providers.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import type { RemovalDeps } from '../../shared/removal/removal-deps.ts';
import { workOnRemoval } from '../../shared/removal/removal-worker.ts';
import { takeEvent } from '../../shared/worker/take-event.ts';

const env = readEnv('TABLE_NAME', 'VIDEOS_BUCKET', 'TOKEN_KEY_ID', 'SCHEDULE_GROUP');
const table = openTable(env.TABLE_NAME);
const secrets = openLater(async () => (await import('./open-secrets.ts')).openSecrets());
const log = openLog('hopper-account-worker');
const onCall = logCalls(log);
/** Kept of a turn for what was begun, and for writing down how far it got. */
const marginMs = 40_000;
const listedObjects = 250;

const deps: RemovalDeps = {
  removals: createRemovalStore(table),
  rows: createOwnerRows(table),
  posts: createPostStore(table),
  rules: platformRules,
  schedules: createScheduleRemoval(env.SCHEDULE_GROUP),
  hints: createHintQueue(readPublishQueues()),
  transfers: createTransferStore(table),
  connections: createConnectionStore(table),
  accounts: createDriveAccountStore(table),
  vault: createKmsTokenVault(env.TOKEN_KEY_ID),
  providerOf: ({ platform, variant }) => openOAuthProvider(secrets, platform, variant, onCall),
  driveOAuth: createDriveOAuth(secrets, { onCall }),
  videos: createVideoStore(table),
  media: createS3MediaStore(env.VIDEOS_BUCKET),
  listing: createS3ObjectListing(env.VIDEOS_BUCKET, listedObjects),
  clock: systemClock,
  log,
};

const Hint = z.object({ receiptId: z.string().min(1) });

/** Removes accounts: each event says that one removal wants attention. */
export const handler = takeEvent(Hint, ({ receiptId }, invocation) =>
  workOnRemoval(deps, receiptId, Date.now() + invocation.getRemainingTimeInMillis() - marginMs),
);
