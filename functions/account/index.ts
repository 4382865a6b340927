import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createNotificationStore } from '../../shared/adapters/dynamo/notification-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createUnsubscribeLinks } from '../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import { accountRoutes } from '../../shared/contract/routes/account.ts';
import { notificationRoutes } from '../../shared/contract/routes/account-notifications.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { exportAccount } from './export-account.ts';
import { forgotPassword } from './forgot-password.ts';
import { listAudit } from './list-audit.ts';
import { getNotifications, setNotifications } from './notifications.ts';
import { sendVerification } from './send-verification.ts';
import { showUnsubscribe, unsubscribe } from './unsubscribe.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);

/** The account area: the mails that an account gets, and what is kept about its owner. */
export const handler = serveArea({
  area: 'account',
  routes: { ...accountRoutes, ...notificationRoutes },
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: {
    forgotPassword,
    sendVerification,
    listAudit,
    exportAccount,
    getNotifications,
    setNotifications,
    showUnsubscribe,
    unsubscribe,
  },
  deps: {
    users: createUserStore(table),
    notifications: createNotificationStore(table),
    links: createUnsubscribeLinks(table),
    origin: env.APP_ORIGIN,
  },
});
