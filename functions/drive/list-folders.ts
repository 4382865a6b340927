import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { listPage, toPageQuery } from './list-page.ts';

/** All folders of the account, by name. */
export const listFolders: BrowseEndpoint<'listFolders'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, async (drive) => {
    const page = await listPage(drive, { ...toPageQuery(query), foldersOnly: true, orderBy: 'name' });
    return { ...page, folders: page.files };
  });
