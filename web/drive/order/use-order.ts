import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { clearChosen } from '../browse/chosen.ts';
import type { Transfer } from '../drive-api.ts';
import { openTransferIn } from '../transfers/open-transfer.ts';
import { refreshTransfers } from '../transfers/transfer-queries.ts';

/** Orders a plan; once it is taken, its panel opens in the place of the dialog. */
export function useOrder(order: () => Promise<Transfer>, onClose: () => void) {
  const client = useQueryClient();
  const [, setSearch] = useSearchParams();
  return useMutation({
    mutationFn: () => order(),
    onSuccess: ({ id }) => {
      onClose();
      clearChosen();
      setSearch(openTransferIn(id));
      return refreshTransfers(client);
    },
  });
}
