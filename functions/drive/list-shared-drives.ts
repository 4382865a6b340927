import { browse } from './browse.ts';
import type { DriveEndpoint } from './endpoint.ts';

/** The shared drives that the account is a member of. */
export const listSharedDrives: DriveEndpoint<'listSharedDrives'> = ({ query }, context, deps) =>
  browse(deps, context, query, async (drive) => ({ drives: [...(await drive.listSharedDrives())] }));
