import { browse } from './browse.ts';
import type { BrowseEndpoint } from './browse-deps.ts';

/** The account of a session and its room. */
export const getDriveAccount: BrowseEndpoint<'getDriveAccount'> = ({ query }, context, deps) =>
  browse(deps, context, query, async (drive, { session, mayChangeFiles }) => {
    const { email, name, photoUrl, limitBytes, usageBytes } = await drive.about();
    return {
      email,
      name,
      avatar_url: photoUrl,
      kind: session.kind,
      may_delete_source: mayChangeFiles,
      limit_bytes: limitBytes,
      used_bytes: usageBytes,
      expires_at: new Date(session.validUntil).toISOString(),
    };
  });
