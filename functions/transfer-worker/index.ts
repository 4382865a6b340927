import { createCopyRecords } from '../../shared/adapters/dynamo/copy-records.ts';
import { createDriveTokenStore } from '../../shared/adapters/dynamo/drive-token-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { createTransferHintHiding } from '../../shared/adapters/sqs/transfer-hint-hiding.ts';
import { createTransferHints } from '../../shared/adapters/sqs/transfer-hints.ts';
import { readEnv } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import { tellRefreshes } from '../../shared/domain/connections/tell-refreshes.ts';
import { logCalls } from '../../shared/log/log-calls.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { createDriveOAuth } from '../../shared/platforms/google/drive-oauth.ts';
import { createDriveApi } from '../../shared/platforms/google-drive/create-drive-api.ts';
import { createCopyRunners } from '../../shared/transfer/copy/copy-runners.ts';
import { findIdleAccount } from '../../shared/transfer/received-idle-account.ts';
import { parseTransferHint } from '../../shared/transfer/received-transfer-hint.ts';
import { createTransferWorker } from '../../shared/transfer/transfer-worker.ts';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';
import { noticeDriveTokens } from '../../shared/worker/notices/noticed-drive-tokens.ts';
import { createTellOwner } from '../../shared/worker/notices/tell-owner.ts';
import { giveUpIdleAccount } from './give-up-idle-account.ts';
import { openImportRunner } from './open-import-runner.ts';

const env = readEnv('TABLE_NAME', 'TOKEN_KEY_ID', 'TRANSFER_QUEUE_URL', 'LEASE_SECONDS');
const table = openTable(env.TABLE_NAME);
const secrets = openLater(async () => (await import('./open-secrets.ts')).openSecrets());
const vault = createKmsTokenVault(env.TOKEN_KEY_ID);
const log = openLog('hopper-transfer-worker');
const onCall = logCalls(log);
const tell = createTellMetric();
const oauth = tellRefreshes(createDriveOAuth(secrets, { onCall }), 'google-drive', tell);
const tellOwner = createTellOwner({
  notices: openLater(async () => (await import('./open-notices.ts')).openNotices()),
  outbox: openLater(async () => (await import('./open-notices.ts')).openOutbox()),
  clock: systemClock,
  log,
});
const tokenDeps = {
  tokens: noticeDriveTokens(createDriveTokenStore(table), tellOwner),
  vault,
  provider: () => oauth,
  clock: systemClock,
};

const work = createTransferWorker({
  transfers: createTransferStore(table),
  records: createCopyRecords(table),
  videos: createVideoStore(table),
  hints: createTransferHints(env.TRANSFER_QUEUE_URL),
  visibility: createTransferHintHiding(env.TRANSFER_QUEUE_URL),
  drive: ({ ownerId, connectionId }) => {
    const tokens = createAccessTokens(tokenDeps, ownerId, connectionId);
    return { api: createDriveApi(tokens, { onCall }), giveUp: tokens.giveUp };
  },
  runners: { ...createCopyRunners(), import: openImportRunner(table) },
  clock: systemClock,
  random: Math.random,
  leaseMs: env.LEASE_SECONDS * 1000,
  log,
  tell,
});

/**
 * Moves files between Drives, and from a Drive into the queue: each message says that one transfer wants attention, or that
 * an account is needed no more.
 */
export const handler = consumeQueue(async (record, invocation) => {
  const idle = findIdleAccount(record);
  if (!idle) return work(parseTransferHint(record), Date.now() + invocation.getRemainingTimeInMillis());
  return giveUpIdleAccount({ table, vault, oauth, log }, idle);
}, log);
