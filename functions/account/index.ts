import { ulid } from 'ulid';
import { createAuditLog } from '../../shared/adapters/dynamo/audit-log.ts';
import { createExportSource } from '../../shared/adapters/dynamo/export-source.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createNotificationStore } from '../../shared/adapters/dynamo/notification-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createThrottleStore } from '../../shared/adapters/dynamo/throttle-store.ts';
import { createUnsubscribeLinks } from '../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { readEnv } from '../../shared/config/env.ts';
import { accountRoutes } from '../../shared/contract/routes/account.ts';
import { notificationRoutes } from '../../shared/contract/routes/account-notifications.ts';
import { createMailThrottle } from '../../shared/domain/accounts/mail-throttle.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { compressLarge } from '../../shared/http/compress-large.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { openLog } from '../../shared/log/open-log.ts';
import type { Deps } from './deps.ts';
import { exportAccount } from './export-account.ts';
import { forgotPassword } from './forgot-password.ts';
import { listAudit } from './list-audit.ts';
import { getNotifications, setNotifications } from './notifications.ts';
import { sendVerification } from './send-verification.ts';
import { showUnsubscribe, unsubscribe } from './unsubscribe.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const log = openLog('hopper-account');
const table = openTable(env.TABLE_NAME);

/** Not every call orders a mail. */
const hints = openLater(async () => (await import('./open-hints.ts')).openHints());

const deps: Deps = {
  users: createUserStore(table),
  audit: createAuditLog(table),
  newEventId: (at) => ulid(at),
  onAuditLost: (error) => log.error('event of security not kept', { error }),
  mails: createMailOutbox(table, systemClock, () => ulid(), hints),
  mailThrottle: createMailThrottle(createThrottleStore(table, systemClock.now)),
  exports: createExportSource(table),
  media: openLater(async () => (await import('./open-media.ts')).openMedia()),
  notifications: createNotificationStore(table),
  links: createUnsubscribeLinks(table),
  origin: env.APP_ORIGIN,
};

/** The account area: the mails that an account gets, and what is kept about its owner. */
export const handler = serveArea({
  area: 'account',
  routes: { ...accountRoutes, ...notificationRoutes },
  origin: env.APP_ORIGIN,
  compression: compressLarge(),
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
  deps,
});
