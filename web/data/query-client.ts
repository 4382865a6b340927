import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing } from './errors.ts';
import { watchForExpiry } from './session-expiry.ts';

const tries = 3;

/** Reads are tried again when that can help; changes never by themselves. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watchForExpiry }),
  mutationCache: new MutationCache({ onError: watchForExpiry }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < tries && isPassing(error),
      // A page that was loaded before the network went stays readable.
      networkMode: 'offlineFirst',
    },
    mutations: { networkMode: 'always' },
  },
});
