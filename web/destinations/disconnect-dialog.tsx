import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ConnectedAccount } from '../data/api.ts';
import { connectionsQuery } from '../data/connections.ts';
import { explain, hasCode } from '../data/errors.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Note } from '../ui/note.tsx';
import { showToast } from '../ui/toasts.ts';

interface Props {
  readonly account: ConnectedAccount;
  readonly onClose: () => void;
}

/** Ends the access. Where posts wait unseen for their time it is asked once more: ended all the same, they may come out. */
export function DisconnectDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (force: 'true' | 'false') =>
      api.removeConnection({ params: { connectionId: account.id }, query: { force } }),
    onSuccess: ({ revoked }) => {
      showToast(revoked ? texts.disconnected : texts.notRevoked, revoked ? 'good' : 'warn');
      onClose();
      return client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
  const isAskedAgain = hasCode(remove.error, 'conflict');
  return (
    <ConfirmDialog
      title={texts.disconnectTitle(account.name)}
      confirm={isAskedAgain ? texts.disconnectForce : texts.disconnectConfirm}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(isAskedAgain ? 'true' : 'false')}
      onClose={onClose}
    >
      {remove.error ? (
        <Note tone={isAskedAgain ? 'warn' : 'bad'} role="alert">
          {explain(remove.error)}
        </Note>
      ) : (
        <p>{texts.disconnectText}</p>
      )}
    </ConfirmDialog>
  );
}
