import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import { showError } from '../../ui/toasts.ts';
import type { Transfer, TransferStatus } from '../drive-api.ts';
import { refreshTransfers } from './transfer-queries.ts';

/** What can be said to a transfer. */
export type Word = 'run' | 'pause' | 'resume' | 'retry' | 'cancel' | 'remove';

const calls: Readonly<Record<Word, (input: { readonly params: { readonly transferId: string } }) => Promise<unknown>>> =
  {
    run: (input) => api.runTransfer(input),
    pause: (input) => api.pauseTransfer(input),
    resume: (input) => api.resumeTransfer(input),
    retry: (input) => api.retryTransfer(input),
    cancel: (input) => api.cancelTransfer(input),
    remove: (input) => api.removeTransfer(input),
  };

/** Which words make sense, the likeliest first. */
export const wordsByStatus: Readonly<Record<TransferStatus, readonly Word[]>> = {
  planning: ['pause', 'cancel'],
  planned: ['run', 'cancel'],
  running: ['pause', 'cancel'],
  waiting: ['resume', 'pause', 'cancel'],
  paused: ['resume', 'cancel'],
  reconnect: ['resume', 'cancel'],
  done: ['remove'],
  partial: ['retry', 'remove'],
  failed: ['retry', 'remove'],
  cancelled: ['remove'],
};

/** Says a word, and shows what has become of the transfer; also when it was refused, because then it is not as shown. */
export function useWords({ id }: Pick<Transfer, 'id'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (word: Word) => calls[word]({ params: { transferId: id } }),
    onError: showError,
    onSettled: () => refreshTransfers(client),
  });
}
