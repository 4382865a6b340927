import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type ConnectedAccount } from './api.ts';

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }): Promise<ConnectedAccount[]> => api.listConnections({}, { signal }),
  staleTime: 30_000,
});

/** What the account is called that a post goes to; nothing where its platform has only one, which says enough. */
export function useAccountName(platform: string, connectionId: string): string | undefined {
  const { data } = useQuery(connectionsQuery);
  const siblings = data?.filter((account) => account.platform === platform) ?? [];
  return siblings.length > 1 ? siblings.find((account) => account.id === connectionId)?.name : undefined;
}
