import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createDriveSessionStore } from '../../shared/adapters/dynamo/drive-session-store.ts';
import { createDriveTokenStore } from '../../shared/adapters/dynamo/drive-token-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createDriveConsentStore, createHandOverStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { createTransferHints } from '../../shared/adapters/sqs/transfer-hints.ts';
import { readEnv } from '../../shared/config/env.ts';
import { driveRoutes } from '../../shared/contract/routes/drive.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import { tellRefreshes } from '../../shared/domain/connections/tell-refreshes.ts';
import { compressLarge } from '../../shared/http/compress-large.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { logCalls } from '../../shared/log/log-calls.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { createDriveOAuth } from '../../shared/platforms/google/drive-oauth.ts';
import { createDriveApi } from '../../shared/platforms/google-drive/create-drive-api.ts';
import { createFolder } from './create-folder.ts';
import { createTransfer, importVideos, transferFile } from './create-transfer.ts';
import type { Deps } from './deps.ts';
import { explainDriveScopes } from './explain-scopes.ts';
import { finishDriveConsent } from './finish-consent.ts';
import { getDriveAccount } from './get-drive-account.ts';
import { getFolderPath } from './get-folder-path.ts';
import { listFiles } from './list-files.ts';
import { listFilesAdvanced } from './list-files-advanced.ts';
import { listFolderContents } from './list-folder-contents.ts';
import { listFolderContentsRecursive } from './list-folder-contents-recursive.ts';
import { listFolders } from './list-folders.ts';
import { listSharedDrives } from './list-shared-drives.ts';
import { getTransfer, listTransferItems, listTransfers } from './list-transfers.ts';
import { startDriveConsent } from './start-consent.ts';
import {
  cancelTransfer,
  pauseTransfer,
  removeTransfer,
  resumeTransfer,
  retryTransfer,
  runTransfer,
} from './transfer-words.ts';

const env = readEnv('TABLE_NAME', 'TOKEN_KEY_ID', 'APP_ORIGIN', 'TRANSFER_QUEUE_URL');
const table = openTable(env.TABLE_NAME);

const secrets = openLater(async () => (await import('./open-secrets.ts')).openSecrets());
/** Longer, and the request itself ends. */
const patienceMs = 8_000;
const vault = createKmsTokenVault(env.TOKEN_KEY_ID);
const onCall = logCalls(openLog('hopper-drive'));
const tell = createTellMetric();
const tokenDeps = {
  tokens: createDriveTokenStore(table),
  vault,
  provider: () => tellRefreshes(createDriveOAuth(secrets, { onCall }), 'google-drive', tell),
  clock: systemClock,
  patienceMs,
};

const deps: Deps = {
  sessions: createDriveSessionStore(table),
  accounts: createDriveAccountStore(table),
  connections: createConnectionStore(table),
  consents: createDriveConsentStore(table),
  handOvers: createHandOverStore(table),
  oauth: (scope) => createDriveOAuth(secrets, { scope, onCall }),
  vault,
  about: (accessToken) => createDriveApi({ get: async () => accessToken }, { onCall }).about(),
  drive: ({ ownerId, connectionId }) =>
    createDriveApi(createAccessTokens(tokenDeps, ownerId, connectionId), { onCall }),
  clock: systemClock,
  hints: createTransferHints(env.TRANSFER_QUEUE_URL),
  transfers: createTransferStore(table),
  newTransferId: () => ulid(),
  origin: env.APP_ORIGIN,
  newSecret: () => randomBytes(32).toString('base64url'),
};

/** The drive area: consents, browsing and transfers. */
export const handler = serveArea({
  area: 'drive',
  routes: driveRoutes,
  origin: env.APP_ORIGIN,
  compression: compressLarge(),
  idempotency: createIdempotencyStore(table),
  endpoints: {
    explainDriveScopes,
    startDriveConsent,
    finishDriveConsent,
    listFiles,
    listFilesAdvanced,
    listFolders,
    listFolderContents,
    listFolderContentsRecursive,
    getFolderPath,
    listSharedDrives,
    getDriveAccount,
    createFolder,
    transferFile,
    createTransfer,
    importVideos,
    listTransfers,
    getTransfer,
    listTransferItems,
    runTransfer,
    pauseTransfer,
    resumeTransfer,
    cancelTransfer,
    retryTransfer,
    removeTransfer,
  },
  deps,
});
