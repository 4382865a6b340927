import type { RouteSpec } from './route.ts';
import { accountRoutes } from './routes/account.ts';
import { notificationRoutes } from './routes/account-notifications.ts';
import { authRoutes } from './routes/auth.ts';
import { credentialRoutes } from './routes/auth-credentials.ts';
import { connectionRoutes } from './routes/connections.ts';
import { driveRoutes } from './routes/drive.ts';
import { sessionRoutes } from './routes/drive-sessions.ts';
import { settingsRoutes } from './routes/settings.ts';
import { systemRoutes } from './routes/system.ts';
import { templateRoutes } from './routes/templates.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { videoRoutes } from './routes/videos.ts';
import { wordbankRoutes } from './routes/wordbank.ts';

/** Every route of the API by its operation id. */
export const contract = {
  ...systemRoutes,
  ...authRoutes,
  ...credentialRoutes,
  ...tokenRoutes,
  ...accountRoutes,
  ...notificationRoutes,
  ...settingsRoutes,
  ...wordbankRoutes,
  ...templateRoutes,
  ...connectionRoutes,
  ...videoRoutes,
  ...sessionRoutes,
  ...driveRoutes,
};

export type Contract = typeof contract;

/** The same as a list, for whoever loops over all routes. */
export const allRoutes: readonly RouteSpec[] = Object.values(contract);
