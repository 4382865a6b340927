import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import type { DriveFile } from '../../shared/domain/drive/drive-file.ts';
import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { getFolder } from './get-folder.ts';

/** As deep as Google lets shared drives become; My Drive may be deeper, and then the top of the way is left out. */
const maxDepth = 100;

/** The way from the top, or from the first folder that the account may see, to a folder. */
export const getFolderPath: BrowseEndpoint<'getFolderPath'> = ({ query }, context, deps) =>
  browse(deps, context, query, async (drive) => {
    const path: DriveFile[] = [];
    let folder: DriveFile | undefined = await getFolder(drive, query.folder_id);
    while (folder && path.length < maxDepth) {
      path.unshift(folder);
      const [parentId]: readonly string[] = folder.parents;
      folder = parentId === undefined ? undefined : await drive.find(parentId);
    }
    return { path: await Promise.all(path.map(async (one) => ({ id: one.id, name: await nameOf(drive, one) }))) };
  });

/** The top of a shared drive is a folder whose name is not the drive's. */
async function nameOf(drive: DriveApi, { id, name, driveId }: DriveFile): Promise<string> {
  if (id !== driveId) return name;
  return (await drive.listSharedDrives()).find((one) => one.id === driveId)?.name ?? name;
}
