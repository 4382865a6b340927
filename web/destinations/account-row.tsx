import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ConnectedAccount } from '../data/api.ts';
import { connectionsQuery } from '../data/connections.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import rows from '../ui/rows.module.css';
import { showError, showToast } from '../ui/toasts.ts';
import { AccountHealth } from './account-health.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AccountName } from './account-name.tsx';

/** One account: who it is, whether it works, whether videos go there. */
export function AccountRow({ account }: { readonly account: ConnectedAccount }) {
  const client = useQueryClient();
  const toggle = useMutation({
    mutationFn: (enabled: boolean) => api.updateConnection({ params: { connectionId: account.id }, body: { enabled } }),
    onSuccess: ({ enabled, name }) => showToast(enabled ? texts.switchedOn(name) : texts.switchedOff(name), 'good'),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  });
  // Shown at once; what the server says replaces it.
  const isOn = toggle.isPending ? toggle.variables : account.enabled;
  return (
    <li className={rows.row}>
      <Avatar name={account.name} url={account.avatar_url} />
      <div className={rows.words}>
        <AccountName account={account} />
        <AccountHealth account={account} />
      </div>
      <Checkbox
        kind="switch"
        label={texts.enabled(account.name)}
        checked={isOn}
        onChange={(enabled) => toggle.mutate(enabled)}
      >
        {isOn ? texts.on : texts.off}
      </Checkbox>
      <AccountMenu account={account} />
    </li>
  );
}
