import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTransferHints } from '../../shared/adapters/sqs/transfer-hints.ts';
import { readEnv } from '../../shared/config/env.ts';
import { driveRoutes } from '../../shared/contract/routes/drive.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import type { Deps } from './deps.ts';
import { notYet } from './not-yet.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN', 'TRANSFER_QUEUE_URL');
const table = openTable(env.TABLE_NAME);

const deps: Deps = {
  hints: createTransferHints(env.TRANSFER_QUEUE_URL),
  origin: env.APP_ORIGIN,
};

/** The drive area: consents, browsing and transfers. */
export const handler = serveArea({
  area: 'drive',
  routes: driveRoutes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: {
    explainDriveScopes: notYet,
    startDriveConsent: notYet,
    finishDriveConsent: notYet,
    listFiles: notYet,
    listFilesAdvanced: notYet,
    listFolders: notYet,
    listFolderContents: notYet,
    listFolderContentsRecursive: notYet,
    getFolderPath: notYet,
    listSharedDrives: notYet,
    getDriveAccount: notYet,
    transferFile: notYet,
    createTransfer: notYet,
    importVideos: notYet,
    listTransfers: notYet,
    getTransfer: notYet,
    listTransferItems: notYet,
    runTransfer: notYet,
    pauseTransfer: notYet,
    resumeTransfer: notYet,
    cancelTransfer: notYet,
    retryTransfer: notYet,
    removeTransfer: notYet,
  },
  deps,
});
