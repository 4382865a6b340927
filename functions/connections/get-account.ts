import type { ConnectionsEndpoint } from './endpoint.ts';

/** The account that was connected last, as it was named then. */
export const getAccount: ConnectionsEndpoint<'getAccount'> = async ({ params }, { caller }, deps) => {
  const connections = await deps.connections.list(caller.userId, params.platform);
  const [latest] = connections.toSorted((a, b) => b.connectedAt - a.connectedAt);
  if (!latest) return { account: null };
  return {
    account: {
      id: latest.connectionId,
      platform: latest.platform,
      remote_id: latest.remoteId,
      name: latest.name,
      avatar_url: latest.avatarUrl,
      state: latest.state,
      connected_at: new Date(latest.connectedAt).toISOString(),
    },
  };
};
