import { useMutation } from '@tanstack/react-query';
import type { PlatformName } from '../../shared/contract/platform-names.ts';
import { api } from '../data/api.ts';
import { showError } from '../ui/toasts.ts';

/** Begins to connect an account, also one that is there already and whose access has ended: the page is left for the platform's. */
export function useConnect(platform: PlatformName) {
  const start = useMutation({
    mutationFn: (variant: string | undefined) => api.startConnection({ params: { platform }, query: { variant } }),
    onSuccess: ({ url }) => location.assign(url),
    onError: showError,
  });
  // Stays busy after the answer: the page is about to be left.
  return { connect: start.mutate, isConnecting: start.isPending || start.isSuccess };
}
