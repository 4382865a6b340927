import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { type DriveFile, isFolder } from '../../shared/domain/drive/drive-file.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';

/**
 * A folder to look into; a shortcut to one stands for it.
 * @throws HopperError not_found for what is not there; invalid_input for what is no folder
 */
export async function getFolder(drive: Pick<DriveApi, 'find'>, folderId: string): Promise<DriveFile> {
  const file = await drive.find(folderId);
  const folder = file?.shortcut ? await drive.find(file.shortcut.targetId) : file;
  if (!folder || folder.trashed)
    throw new HopperError('not_found', 'This folder is not there, or not for this account.');
  if (isFolder(folder)) return folder;
  throw new HopperError('invalid_input', undefined, { details: [{ path: 'folder_id', message: 'Not a folder.' }] });
}
