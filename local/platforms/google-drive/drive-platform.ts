import { buildGoogleService } from '../google-api/google-service.ts';
import { expireSessions, removeOrphanFiles } from '../google-api/resumable/clean-uploads.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { plantDemo } from './demo/plant-demo.ts';
import { drivePrefix, openDrive } from './drive.ts';
import { toDriveErrorAnswer } from './drive-error.ts';
import { buildDriveRoutes } from './drive-routes.ts';

/** Google Drive API v3 and its upload host. */
export function createDrivePlatform(context: PlatformContext): Platform {
  const drive = openDrive(context);
  const kept = drive.files.listAll().flatMap(({ content }) => content?.blobId ?? []);
  removeOrphanFiles(drive.sessions, kept);
  if (context.options.drive.demoFiles) plantDemo(drive);
  return {
    name: 'drive',
    prefix: drivePrefix,
    routes: buildDriveRoutes(drive),
    settle: (nowMs) => expireSessions(drive.sessions, nowMs),
    toErrorAnswer: toDriveErrorAnswer,
    ...buildGoogleService(drive),
  };
}
