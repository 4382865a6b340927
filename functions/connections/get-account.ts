import type { ConnectionsEndpoint } from './endpoint.ts';
import { findDefault } from './find-default.ts';

/** The platform's default account, as it was named when it was looked at last. */
export const getAccount: ConnectionsEndpoint<'getAccount'> = async ({ params }, { caller }, deps) => {
  const account = await findDefault(deps, caller.userId, params.platform);
  if (!account) return { account: null };
  return {
    account: {
      id: account.connectionId,
      platform: account.platform,
      remote_id: account.remoteId,
      name: account.name,
      avatar_url: account.avatarUrl,
      state: account.state,
      connected_at: new Date(account.connectedAt).toISOString(),
    },
  };
};
