import { childrenOf } from '../../shared/domain/drive/children-of.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { type DriveFile, folderType } from '../../shared/domain/drive/drive-file.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { toDriveFileView } from './drive-file-view.ts';
import { getFolder } from './get-folder.ts';
import { requireDriveSession } from './require-drive-session.ts';
import { toHopperError } from './to-hopper-error.ts';

/** Makes a folder in the Drive of a destination. */
export const createFolder: BrowseEndpoint<'createFolder'> = async ({ body }, context, deps) => {
  const { account } = await requireDriveSession(deps, context, body.dest_token, 'destination');
  try {
    return toDriveFileView(await makeFolder(deps.drive(account), body.parent_id, body.name));
  } catch (error) {
    throw toHopperError(error);
  }
};

async function makeFolder(drive: DriveApi, parentId: string, name: string): Promise<DriveFile> {
  const parent = await getFolder(drive, parentId);
  if (!parent.can.addChildren) {
    throw new HopperError('conflict', 'This account may not put anything into this folder. Choose another one.');
  }
  const { files } = await drive.list({ ...childrenOf(parent), names: [name], foldersOnly: true, pageSize: 1 });
  if (files.length > 0) throw new HopperError('conflict', `There is a folder “${name}” already.`);
  const [id = ''] = await drive.generateIds(1, 'files');
  const made = await drive.create({ id, name, mimeType: folderType, parentId: parent.id });
  if (made === 'exists') throw new HopperError('platform_error', 'Google gave an id that is in use. Try again.');
  return made;
}
