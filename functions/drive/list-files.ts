import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';
import { listPage, toPageQuery } from './list-page.ts';

/** Files of the account, the newest first. */
export const listFiles: BrowseEndpoint<'listFiles'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, (drive) =>
    listPage(drive, { ...toPageQuery(query), orderBy: 'modifiedTime desc' }),
  );
