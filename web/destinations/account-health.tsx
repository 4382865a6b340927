import type { ConnectedAccount } from '../data/api.ts';
import { destinationTexts as texts } from '../texts/en/destinations.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { useConnect } from './use-connect.ts';

/** What is wrong with an account and what to do; nothing where all is well. */
export function AccountHealth({ account }: { readonly account: ConnectedAccount }) {
  const { connect, isConnecting } = useConnect(account.platform);
  if (account.state === 'reconnect') {
    return (
      <Note tone="warn">
        <p>{texts.reconnectText}</p>
        <Button small variant="primary" busy={isConnecting} onClick={() => connect(account.variant ?? undefined)}>
          {texts.reconnect}
        </Button>
      </Note>
    );
  }
  if (account.health.state !== 'paused') return null;
  return (
    <Note tone="warn">
      {texts.pausedText} {account.health.cause?.message}
    </Note>
  );
}
