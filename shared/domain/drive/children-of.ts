import type { DriveQuery } from './drive-api.ts';
import type { DriveFile } from './drive-file.ts';

/** Children of a folder. What lies in a shared drive is only listed completely when the drive is named. */
export function childrenOf({
  id,
  driveId,
}: Pick<DriveFile, 'id' | 'driveId'>): Pick<DriveQuery, 'folderId' | 'driveId'> {
  return { folderId: id, ...(driveId !== null && { driveId }) };
}
