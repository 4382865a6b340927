import { childrenOf } from '../../shared/domain/drive/children-of.ts';
import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { getFolder } from './get-folder.ts';
import { listPage, toPageQuery } from './list-page.ts';

/** What is in a folder: folders first, by name. */
export const listFolderContents: BrowseEndpoint<'listFolderContents'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, async (drive) => {
    const folder = await getFolder(drive, query.folder_id);
    return listPage(drive, { ...toPageQuery(query), ...childrenOf(folder), orderBy: 'folder,name' });
  });
