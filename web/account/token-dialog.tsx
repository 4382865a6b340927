import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../data/api.ts';
import { accountTexts } from '../texts/en/account.ts';
import { Dialog } from '../ui/dialog.tsx';
import { MadeToken } from './made-token.tsx';
import { TokenForm, type TokenWish } from './token-form.tsx';

const { tokens: texts } = accountTexts;

/** Makes a token and shows it, once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (body: TokenWish) => api.createToken({ body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const made = make.data?.token;
  return (
    <Dialog title={made ? texts.madeTitle : texts.create} onClose={onClose}>
      {made ? (
        <MadeToken token={made} onClose={onClose} />
      ) : (
        <TokenForm error={make.error} busy={make.isPending} onSubmit={make.mutate} onCancel={onClose} />
      )}
    </Dialog>
  );
}
