import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type Api, api } from '../data/api.ts';
import { accountTexts } from '../texts/en/account.ts';
import { formatDate, formatRelative } from '../texts/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import rows from '../ui/rows.module.css';
import { showError, showToast } from '../ui/toasts.ts';

const { tokens: texts } = accountTexts;
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/confirm-dialog.tsx')).ConfirmDialog }));

export type ApiToken = Awaited<ReturnType<Api['listTokens']>>['tokens'][number];

export function TokenRow({ token }: { readonly token: ApiToken }) {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.deleteToken({ params: { tokenId: token.id } }),
    onSuccess: () => {
      showToast(texts.removed, 'good');
      return client.invalidateQueries({ queryKey: ['tokens'] });
    },
    onError: showError,
    onSettled: () => setAsking(false),
  });
  const used = token.last_used_at ? texts.used(formatRelative(token.last_used_at, Date.now())) : texts.neverUsed;
  const isExpired = Date.parse(token.expires_at) < Date.now();
  return (
    <li className={rows.row}>
      <div className={rows.words}>
        <p className={rows.name}>
          {token.name} {isExpired && <Badge tone="warn">{texts.expired}</Badge>}
        </p>
        <p className={rows.quiet}>
          {token.scopes.join(', ')} · {texts.expires(formatDate(token.expires_at))} · {used}
        </p>
      </div>
      <Button small variant="danger" aria-label={texts.removeOf(token.name)} onClick={() => setAsking(true)}>
        {texts.remove}
      </Button>
      <Suspense>
        {isAsking && (
          <ConfirmDialog
            title={texts.removeTitle}
            confirm={texts.remove}
            busy={remove.isPending}
            onConfirm={() => remove.mutate()}
            onClose={() => setAsking(false)}
          >
            <p>{texts.removeText(token.name)}</p>
          </ConfirmDialog>
        )}
      </Suspense>
    </li>
  );
}
