import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';

/** The shared drives that the account is a member of. */
export const listSharedDrives: BrowseEndpoint<'listSharedDrives'> = ({ query }, context, deps) =>
  browse(deps, context, query, async (drive) => ({ drives: [...(await drive.listSharedDrives())] }));
