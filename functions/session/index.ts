import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { readEnv } from '../../shared/config/env.ts';
import { sessionRoutes } from '../../shared/contract/routes/drive.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { notYet } from './not-yet.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);

/** The session area: Drive sessions, which live in the cache beside those of the browser. */
export const handler = serveArea({
  area: 'session',
  routes: sessionRoutes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: {
    startDriveSession: notYet,
    validateDriveSession: notYet,
    listDriveSessions: notYet,
    endDriveSession: notYet,
    logOutOfDrive: notYet,
  },
  deps: { origin: env.APP_ORIGIN },
});
