import { driveConsentRoutes } from './drive-consents.ts';
import { driveFileRoutes } from './drive-files.ts';
import { driveFolderRoutes } from './drive-folders.ts';
import { transferRoutes } from './transfers.ts';

/** The Drive mover: consents, browsing, transfers. */
export const driveRoutes = { ...driveConsentRoutes, ...driveFileRoutes, ...driveFolderRoutes, ...transferRoutes };
