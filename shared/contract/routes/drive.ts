import { driveConsentRoutes } from './drive-consents.ts';
import { driveFileRoutes } from './drive-files.ts';
import { transferRoutes } from './transfers.ts';

/** The Drive mover: consents, browsing, transfers. */
export const driveRoutes = { ...driveConsentRoutes, ...driveFileRoutes, ...transferRoutes };
