import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { readEnv } from '../../shared/config/env.ts';
import { accountRoutes } from '../../shared/contract/routes/account.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { exportAccount } from './export-account.ts';
import { forgotPassword } from './forgot-password.ts';
import { listAudit } from './list-audit.ts';
import { sendVerification } from './send-verification.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);

/** The account area: the mails that an account gets, and what is kept about its owner. */
export const handler = serveArea({
  area: 'account',
  routes: accountRoutes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: { forgotPassword, sendVerification, listAudit, exportAccount },
  deps: {},
});
