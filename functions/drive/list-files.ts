import { browse } from './browse.ts';
import type { DriveEndpoint } from './endpoint.ts';
import { listPage, toPageQuery } from './list-page.ts';

/** Files of the account, the newest first. */
export const listFiles: DriveEndpoint<'listFiles'> = ({ query }, context, deps) =>
  browse(deps, context, { token: query.token, pageToken: query.page_token }, (drive) =>
    listPage(drive, { ...toPageQuery(query), orderBy: 'modifiedTime desc' }),
  );
