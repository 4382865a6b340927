import { useQueryClient } from '@tanstack/react-query';
import { Link2, RefreshCw, Star, Unplug } from 'lucide-react';
import { Suspense, useState } from 'react';
import { api, type ConnectedAccount } from '../data/api.ts';
import { connectionsQuery } from '../data/connections.ts';
import { watchForExpiry } from '../data/session-expiry.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import type { MenuAction } from '../ui/menu-action.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import { showError, showToast } from '../ui/toasts.ts';
import { useConnect } from './use-connect.ts';

const DisconnectDialog = lazyPart(async () => ({
  default: (await import('./disconnect-dialog.tsx')).DisconnectDialog,
}));

export function AccountMenu({ account }: { readonly account: ConnectedAccount }) {
  const client = useQueryClient();
  const { connect } = useConnect(account.platform);
  const [isAsking, setAsking] = useState(false);
  const params = { connectionId: account.id };
  const act = async (action: () => Promise<unknown>, text: string) => {
    try {
      await action();
      showToast(text, 'good');
    } catch (error) {
      watchForExpiry(error);
      showError(error);
    }
    await client.invalidateQueries({ queryKey: connectionsQuery.queryKey });
  };
  const makeDefault: MenuAction = {
    id: 'default',
    label: texts.makeDefault,
    icon: Star,
    onAction: () =>
      void act(() => api.updateConnection({ params, body: { is_default: true } }), texts.madeDefault(account.name)),
  };
  const getActions = (): MenuAction[] => [
    ...(account.is_default ? [] : [makeDefault]),
    {
      id: 'refresh',
      label: texts.refresh,
      icon: RefreshCw,
      onAction: () => void act(() => api.refreshConnection({ params }), texts.refreshed),
    },
    { id: 'reconnect', label: texts.reconnect, icon: Link2, onAction: () => connect(account.variant ?? undefined) },
    { id: 'disconnect', label: texts.disconnect, icon: Unplug, isDanger: true, onAction: () => setAsking(true) },
  ];
  return (
    <>
      <MenuButton label={texts.menu(account.name)} getActions={getActions} />
      <Suspense>{isAsking && <DisconnectDialog account={account} onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}
