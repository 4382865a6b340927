import { driveFileRoutes } from './drive-files.ts';
import { driveSessionRoutes } from './drive-sessions.ts';
import { transferRoutes } from './transfers.ts';

const { startDriveSession, validateDriveSession, listDriveSessions, endDriveSession, logOutOfDrive, ...consentRoutes } =
  driveSessionRoutes;

/** What needs the session cache, and so lives beside it. */
export const sessionRoutes = {
  startDriveSession,
  validateDriveSession,
  listDriveSessions,
  endDriveSession,
  logOutOfDrive,
};

/** The Drive mover: consents, browsing, transfers. */
export const driveRoutes = { ...consentRoutes, ...driveFileRoutes, ...transferRoutes };
