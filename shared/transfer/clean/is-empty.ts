import { childrenOf } from '../../domain/drive/children-of.ts';
import type { DriveApi } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';

const pageSize = 100;

/**
 * Whether nothing is left in a folder. Lists may still show what was laid in the trash a moment ago, so each that they
 * show is asked for by its id.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
 */
export async function isEmpty(
  drive: Pick<DriveApi, 'list' | 'find'>,
  folder: Pick<DriveFile, 'id' | 'driveId'>,
  signal: AbortSignal,
): Promise<boolean> {
  let pageToken: string | undefined;
  do {
    const page: Awaited<ReturnType<DriveApi['list']>> = await drive.list(
      { ...childrenOf(folder), pageSize, ...(pageToken !== undefined && { pageToken }) },
      signal,
    );
    if (page.incomplete) return false;
    for (const { id } of page.files) {
      const file = await drive.find(id, signal);
      if (file && !file.trashed && file.parents.includes(folder.id)) return false;
    }
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return true;
}
