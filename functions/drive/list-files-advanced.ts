import { childrenOf } from '../../shared/domain/drive/children-of.ts';
import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { getFolder } from './get-folder.ts';
import { listPage, toPageQuery } from './list-page.ts';

/** Files by type, folder and order. */
export const listFilesAdvanced: BrowseEndpoint<'listFilesAdvanced'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, async (drive) => {
    const { mime_type, folder_id, drive_id, shared_with_me, order_by } = query;
    return listPage(drive, {
      ...toPageQuery(query),
      orderBy: order_by,
      ...(mime_type !== undefined && { mimeTypes: [toTypeFilter(mime_type)] }),
      ...(shared_with_me === 'true' && { sharedWithMe: true }),
      ...(drive_id !== undefined && { driveId: drive_id }),
      ...(folder_id !== undefined && childrenOf(await getFolder(drive, folder_id))),
    });
  });

/** `video/*` and `video/` both stand for all videos. */
function toTypeFilter(type: string): string {
  return type.endsWith('/*') ? type.slice(0, -1) : type;
}
